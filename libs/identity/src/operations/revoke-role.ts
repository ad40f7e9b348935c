import { changed, verb } from '@plenary/audit';
import { notFound, type Ctx } from '@plenary/platform';
import { accountTopic } from '@plenary/platform/access';
import { findAccountByEmail } from '../data/accounts.js';
import { removeGrant } from '../data/role-grants.js';
import { roleInput } from '../domain/role-input.js';

/**
 * Takes a role from an address, and ends what its account has open.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND unless the address holds the role
 */
export const revokeRole = verb('revokeRole', {
  input: roleInput,
  async run(tx: Ctx, { email, role, eventId }) {
    const account = await findAccountByEmail(tx, email);
    if (account === null || !(await removeGrant(tx, account.id, { role, eventId }))) throw notFound('Role');
    return changed({
      audit: { subject: { kind: 'Account', id: account.id }, eventId, before: { role, eventId } },
      topics: [accountTopic(account.id)],
      result: true,
    });
  },
});
