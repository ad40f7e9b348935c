import { Refusal, type Ctx } from '@plenary/platform';
import { recordAudit } from '@plenary/audit';
import { inTransaction } from '@plenary/platform/database';
import { findAccountByEmail } from '../data/accounts.js';
import { bindIdentity, findBoundAccount } from '../data/oidc-identities.js';
import { emailAddress } from '../domain/email.js';
import type { OidcClaims } from '../domain/oidc-claims.js';
import { startSession } from './start-session.js';

/**
 * Signs in whom the OIDC provider has vouched for. The first time, the provider's address finds the account, and the
 * subject is bound to it; from then on the subject alone counts: who gets another address keeps the account, and who
 * is given that address later does not get it. The provider says who somebody is, never what they may do.
 * @returns the session's secret, for the cookie
 * @throws {Refusal} FORBIDDEN for an address that is not verified or has no account; RATE_LIMITED
 */
export async function signInByOidc(ctx: Ctx, claims: OidcClaims): Promise<string> {
  return inTransaction(ctx, async (tx) => {
    const accountId = (await findBoundAccount(tx, claims)) ?? (await bindByAddress(tx, claims));
    const now = tx.services.clock.now();
    const { authenticatedAt } = claims;
    return startSession(tx, accountId, {
      method: 'OIDC',
      // A provider's clock may be ahead of ours, and some do not say when they asked.
      authenticatedAt: authenticatedAt === null || authenticatedAt > now ? now : authenticatedAt,
    });
  });
}

async function bindByAddress(tx: Ctx, claims: OidcClaims): Promise<string> {
  if (!claims.emailVerified)
    throw new Refusal('FORBIDDEN', 'Your organisation has not verified your mail address.');
  const email = emailAddress.safeParse(claims.email);
  const account = email.success ? await findAccountByEmail(tx, email.data) : null;
  if (account !== null && (await bindIdentity(tx, account.id, claims))) {
    recordAudit(tx, { action: 'bindOidcIdentity', subject: { kind: 'Account', id: account.id } });
  }
  // Somebody else may be bound to the account, or another request may have just done the same.
  if (account === null || (await findBoundAccount(tx, claims)) !== account.id)
    throw new Refusal('FORBIDDEN', 'There is no account here for you. Ask an administrator for one.');
  return account.id;
}
