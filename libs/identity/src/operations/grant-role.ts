import { changed, unchanged, verb } from '@plenary/audit';
import { Refusal, type Ctx } from '@plenary/platform';
import { accountTopic } from '@plenary/platform/access';
import { ensureAccount } from '../data/accounts.js';
import { addGrant } from '../data/role-grants.js';
import { mayGiveTo } from '../domain/policy.js';
import { roleInput } from '../domain/role-input.js';

/**
 * Gives an address a role, and an account if it has none. A role it holds already is left as it is.
 * @throws {Refusal} BAD_INPUT; FORBIDDEN for an organiser's own account
 */
export const grantRole = verb('grantRole', {
  input: roleInput,
  async run(tx: Ctx, { email, role, eventId }) {
    const { id } = await ensureAccount(tx, email);
    if (!mayGiveTo(tx.actor, id))
      throw new Refusal('FORBIDDEN', 'Only an administrator gives roles to themselves.');
    if (!(await addGrant(tx, id, { role, eventId }))) return unchanged({ role, added: false });
    return changed({
      audit: { subject: { kind: 'Account', id }, eventId, after: { role, eventId } },
      topics: [accountTopic(id)],
      result: { role, added: true },
    });
  },
});
