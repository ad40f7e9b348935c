import { isId, notFound, parse, wantedId, type Ctx, type EventCtx } from '@plenary/platform';
import { recordAudit } from '@plenary/audit';
import { linkTopic, requireAccountId, type LinkPurpose } from '@plenary/platform/access';
import { announce, inTransaction } from '@plenary/platform/database';
import { z } from 'zod';
import { endLink } from '../data/links.js';

export const revokeLinkInput = z
  .object({ linkId: wantedId.meta({ description: 'A link of the account.' }) })
  .meta({ description: 'Which link to revoke.' });

/**
 * Revokes a link of the actor's account.
 * @throws {Refusal} NOT_FOUND unless the account has it and it was not revoked before
 */
export async function revokeLink(ctx: Ctx, values: unknown): Promise<boolean> {
  const { linkId: id } = parse(revokeLinkInput, values);
  await end(ctx, 'revokeLink', { accountId: requireAccountId(ctx.actor) }, id);
  return true;
}

/**
 * Revokes a link of this purpose in the event, and ends what is open by it.
 * @param action what the audit calls it
 * @throws {Refusal} NOT_FOUND unless the event has it and it was not revoked before
 */
export async function revokeEventLink(
  ctx: EventCtx,
  action: string,
  purpose: LinkPurpose,
  id: string,
): Promise<void> {
  await end(ctx, action, { purpose, eventId: ctx.event.id }, id);
}

async function end(
  ctx: Ctx | EventCtx,
  action: string,
  which: Parameters<typeof endLink>[1],
  id: string,
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    if (!isId(id) || !(await endLink(tx, which, id))) throw notFound('Link');
    recordAudit(tx, { action, subject: { kind: 'Link', id } });
    announce(tx, linkTopic(id));
  });
}
