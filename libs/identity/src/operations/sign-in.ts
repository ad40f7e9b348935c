import { Refusal, hashToken, newToken, type Ctx } from '@plenary/platform';
import { recordAudit } from '@plenary/audit';
import { inTransaction } from '@plenary/platform/database';
import { createSession } from '../data/account-sessions.js';
import { useSignInLink } from '../data/links.js';

/**
 * Signs in by the secret of a link, always with a new session.
 * @returns the session's secret, for the cookie
 * @throws {Refusal} UNAUTHENTICATED if the link is unknown, used up, revoked or too old
 */
export async function signIn(ctx: Ctx, token: string): Promise<string> {
  const { keys } = ctx.services;
  return inTransaction(ctx, async (tx) => {
    const accountId = await useSignInLink(tx, hashToken(keys, token));
    if (accountId === null)
      throw new Refusal('UNAUTHENTICATED', 'This link does not work any more. Ask for a new one.');
    const secret = newToken();
    await createSession(tx, accountId, hashToken(keys, secret));
    await recordAudit(tx, { action: 'signIn', subject: { kind: 'Account', id: accountId } });
    return secret;
  });
}
