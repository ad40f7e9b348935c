import { Refusal, hashToken, newToken, type Ctx } from '@plenary/platform';
import { recordAudit } from '@plenary/audit';
import { countSessionsSince, createSession, type Proof } from '../data/account-sessions.js';
import { before } from '../domain/lifetimes.js';
import { signOut } from './sign-out.js';

/** What a person who opens many links needs, and no more. */
const perAccount = { sessions: 60, withinMs: 10 * 60_000 } as const;

/**
 * Starts a session of the account, inside the transaction that has found out whose it is. It is always a new one: that
 * of the same browser before it ends.
 * @returns the session's secret, for the cookie
 * @throws {Refusal} RATE_LIMITED for an account that signs in again and again
 */
export async function startSession(tx: Ctx, accountId: string, proof: Proof): Promise<string> {
  const since = before(tx.services.clock.now(), perAccount.withinMs);
  if ((await countSessionsSince(tx, accountId, since)) >= perAccount.sessions) {
    throw new Refusal('RATE_LIMITED', 'This account has signed in too often. Please wait a little.', {
      facts: { retryAfter: perAccount.withinMs / 1_000 },
    });
  }
  await signOut(tx);
  const secret = newToken();
  await createSession(tx, accountId, hashToken(tx.services.keys, secret), proof);
  recordAudit(tx, {
    action: 'signIn',
    subject: { kind: 'Account', id: accountId },
    after: { method: proof.method },
  });
  return secret;
}
