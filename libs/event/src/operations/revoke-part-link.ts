import { recordAudit } from '@plenary/audit';
import { isId, notFound, type EventCtx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { revokePartLinkOf } from '@plenary/identity';

/**
 * Revokes a link to a part: whoever holds it is a stranger from now on.
 * @throws {Refusal} NOT_FOUND unless the event has it and it was not revoked before
 */
export async function revokePartLink(ctx: EventCtx, id: string): Promise<boolean> {
  await inTransaction(ctx, async (tx) => {
    if (!isId(id) || !(await revokePartLinkOf(tx, id))) throw notFound('Link');
    recordAudit(tx, { action: 'revokePartLink', subject: { kind: 'Link', id } });
  });
  return true;
}
