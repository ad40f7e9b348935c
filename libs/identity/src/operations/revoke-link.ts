import { changed, verb, type Outcome } from '@plenary/audit';
import { isId, notFound, wantedId, type Ctx, type EventCtx } from '@plenary/platform';
import { linkTopic, requireAccountId, type LinkPurpose } from '@plenary/platform/access';
import { z } from 'zod';
import { endLink } from '../data/links.js';

export const revokeLinkInput = z
  .object({ linkId: wantedId.meta({ description: 'A link of the account.' }) })
  .meta({ description: 'Which link to revoke.' });

/**
 * Revokes a link of the actor's account.
 * @throws {Refusal} NOT_FOUND unless the account has it and it was not revoked before
 */
export const revokeLink = verb('revokeLink', {
  input: revokeLinkInput,
  run: (tx: Ctx, { linkId }) => end(tx, { accountId: requireAccountId(tx.actor) }, linkId),
});

/**
 * Revokes a link of this purpose in the event, and ends what is open by it: for a verb to run.
 * @throws {Refusal} NOT_FOUND unless the event has it and it was not revoked before
 */
export function revokeEventLink(tx: EventCtx, purpose: LinkPurpose, id: string): Promise<Outcome<true>> {
  return end(tx, { purpose, eventId: tx.event.id }, id);
}

async function end(tx: Ctx, which: Parameters<typeof endLink>[1], id: string): Promise<Outcome<true>> {
  if (!isId(id) || !(await endLink(tx, which, id))) throw notFound('Link');
  return changed({ audit: { subject: { kind: 'Link', id } }, topics: [linkTopic(id)], result: true });
}
