import { verb } from '@plenary/audit';
import { revokeEventLink } from '@plenary/identity';
import { wantedId, type EventCtx } from '@plenary/platform';
import { z } from 'zod';

export const revokePartLinkInput = z
  .object({ linkId: wantedId.meta({ description: 'The link.' }) })
  .meta({ description: 'A link to a part that is to end.' });

/**
 * Revokes a link to a part: whoever holds it is a stranger from now on.
 * @throws {Refusal} NOT_FOUND unless the event has it and it was not revoked before
 */
export const revokePartLink = verb('revokePartLink', {
  input: revokePartLinkInput,
  run: (tx: EventCtx, { linkId }) => revokeEventLink(tx, 'PART', linkId),
});
