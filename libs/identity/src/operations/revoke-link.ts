import { isId, notFound, type Ctx } from '@plenary/platform';
import { recordAudit } from '@plenary/audit';
import { requireAccountId } from '@plenary/platform/access';
import { inTransaction } from '@plenary/platform/database';
import { revokeLinkOf } from '../data/links.js';

/**
 * Revokes a link of the actor's account.
 * @throws {Refusal} NOT_FOUND unless the account has it and it was not revoked before
 */
export async function revokeLink(ctx: Ctx, id: string): Promise<boolean> {
  const accountId = requireAccountId(ctx.actor);
  await inTransaction(ctx, async (tx) => {
    if (!isId(id) || !(await revokeLinkOf(tx, accountId, id))) throw notFound('Link');
    recordAudit(tx, { action: 'revokeLink', subject: { kind: 'Link', id } });
  });
  return true;
}
