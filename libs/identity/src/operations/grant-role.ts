import { Refusal, parse, type Ctx } from '@plenary/platform';
import { recordAudit } from '@plenary/audit';
import { accountTopic, type Role } from '@plenary/platform/access';
import { announce, inTransaction } from '@plenary/platform/database';
import { ensureAccount } from '../data/accounts.js';
import { addGrant } from '../data/role-grants.js';
import { mayGiveTo } from '../domain/policy.js';
import { roleInput, type RoleValues } from '../domain/role-input.js';

/**
 * Gives an address a role, and an account if it has none. A role it holds already is left as it is.
 * @throws {Refusal} BAD_INPUT; FORBIDDEN for an organiser's own account
 */
export async function grantRole(
  ctx: Ctx,
  values: RoleValues,
): Promise<{ readonly role: Role; readonly added: boolean }> {
  const { email, role, eventId } = parse(roleInput, values);
  return inTransaction(ctx, async (tx) => {
    const account = await ensureAccount(tx, email);
    if (!mayGiveTo(ctx.actor, account.id))
      throw new Refusal('FORBIDDEN', 'Only an administrator gives roles to themselves.');
    const added = await addGrant(tx, account.id, { role, eventId });
    if (added) {
      recordAudit(tx, {
        action: 'grantRole',
        subject: { kind: 'Account', id: account.id },
        eventId,
        after: { role, eventId },
      });
      announce(tx, accountTopic(account.id));
    }
    return { role, added };
  });
}
