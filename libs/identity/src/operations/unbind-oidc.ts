import type { Ctx } from '@plenary/platform';
import { recordAudit } from '@plenary/audit';
import { inTransaction } from '@plenary/platform/database';
import { unbindIdentities } from '../data/oidc-identities.js';
import { requireAccount } from './require-account.js';

/**
 * Frees the account of an address from whom it is bound to at the OIDC provider: the next there with this address is
 * bound anew.
 * @returns whether it was bound
 * @throws {Refusal} NOT_FOUND for an address without an account
 */
export async function unbindOidc(ctx: Ctx, email: string): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const account = await requireAccount(tx, email);
    const unbound = (await unbindIdentities(tx, account.id)) > 0;
    if (unbound)
      recordAudit(tx, { action: 'unbindOidcIdentity', subject: { kind: 'Account', id: account.id } });
    return unbound;
  });
}
