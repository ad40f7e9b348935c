import { changed, keyedVerb, unchanged, verb } from '@plenary/audit';
import { Refusal, holds, isId, notFound, staleVersion, type EventCtx } from '@plenary/platform';
import { touchDraftOf } from '../data/events.js';
import { changePerson, findPersonRecord, insertPerson, type PersonRecord } from '../data/person-records.js';
import { createPersonInput, updatePersonInput } from '../domain/person-edit.js';
import { seesEverybody } from '../domain/policy.js';
import { releaseTopic } from '../domain/topics.js';

/** @throws {Refusal} NOT_FOUND */
export async function findPerson(ctx: EventCtx, id: string): Promise<PersonRecord> {
  const person = isId(id) ? await findPersonRecord(ctx, id) : null;
  if (person === null) throw notFound('Person');
  return person;
}

/**
 * The person as the actor may see them: without address and needs for who does not see everybody.
 * @throws {Refusal} NOT_FOUND
 */
export async function showPerson(ctx: EventCtx, id: string): Promise<PersonRecord> {
  const person = await findPerson(ctx, id);
  return seesEverybody(ctx.actor, ctx.event.id) ? person : { ...person, email: null, needs: null };
}

/**
 * Adds a person to the event. A repeat with the same client key gives the first result.
 * @throws {Refusal} BAD_INPUT; CONFLICT if the key is taken
 */
export const createPerson = keyedVerb('createPerson', {
  input: createPersonInput,
  async run(tx: EventCtx, { clientKey: _clientKey, ...input }) {
    const id = await insertPerson(tx, input);
    if (id === null) throw new Refusal('CONFLICT', `There is a person "${input.key}" already.`);
    return changed({ audit: { subject: { kind: 'Person', id } }, topics: [], result: id });
  },
  show: showPerson,
});

/**
 * Changes what is known of a person. What is left out stays; null empties.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND; STALE_VERSION with the person as they stand
 */
export const updatePerson = verb('updatePerson', {
  input: updatePersonInput,
  async run(tx: EventCtx, { personId: id, version, ...input }) {
    const before = await findPerson(tx, id);
    if (before.version !== version)
      throw staleVersion('The person', version, { ...(await showPerson(tx, id)) });
    if (holds(before, input)) return unchanged(await showPerson(tx, id));
    const isChanged = await changePerson(tx, id, version, input);
    const after = await showPerson(tx, id);
    if (!isChanged) throw staleVersion('The person', version, { ...after });
    return changed({
      audit: { subject: { kind: 'Person', id }, before: { version } },
      topics: await topicsOfPerson(tx, id),
      result: after,
    });
  },
});

/**
 * What shows a person whose facts have changed, and reads again: names and titles stand in the draft, biographies beside
 * the release. Neither shows somebody without a part in the program.
 */
export async function topicsOfPerson(tx: EventCtx, personId: string): Promise<string[]> {
  return (await touchDraftOf(tx, personId)) ? [releaseTopic(tx.event.id)] : [];
}
