import { notFound, parse, type Ctx } from '@plenary/platform';
import { recordAudit } from '@plenary/audit';
import { accountTopic } from '@plenary/platform/access';
import { announce, inTransaction } from '@plenary/platform/database';
import { findAccountByEmail } from '../data/accounts.js';
import { removeGrant } from '../data/role-grants.js';
import { roleInput, type RoleValues } from '../domain/role-input.js';

/**
 * Takes a role from an address, and ends what its account has open.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND unless the address holds the role
 */
export async function revokeRole(ctx: Ctx, values: RoleValues): Promise<boolean> {
  const { email, role, eventId } = parse(roleInput, values);
  await inTransaction(ctx, async (tx) => {
    const account = await findAccountByEmail(tx, email);
    if (account === null || !(await removeGrant(tx, account.id, { role, eventId }))) throw notFound('Role');
    recordAudit(tx, {
      action: 'revokeRole',
      subject: { kind: 'Account', id: account.id },
      eventId,
      before: { role, eventId },
    });
    announce(tx, accountTopic(account.id));
  });
  return true;
}
