import { changed, verb } from '@plenary/audit';
import { isId, notFound, wantedId, type EventCtx } from '@plenary/platform';
import { z } from 'zod';
import { releasePerson } from '../data/claims.js';

export const releasePartInput = z
  .object({ personId: wantedId.meta({ description: 'The person.' }) })
  .meta({ description: 'A person whom an account is to act as no more.' });

/**
 * Frees a person from the account that acts as them, where it was the wrong one.
 * @throws {Refusal} NOT_FOUND unless the event has the person and an account acts as them
 */
export const releasePart = verb('releasePart', {
  input: releasePartInput,
  async run(tx: EventCtx, { personId: id }) {
    if (!isId(id) || !(await releasePerson(tx, id))) throw notFound('Person');
    return changed({ audit: { subject: { kind: 'Person', id } }, topics: [], result: true });
  },
});
