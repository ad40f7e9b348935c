import { Refusal, hashToken, type Ctx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { useSignInLink } from '../data/links.js';
import { startSession } from './start-session.js';

/**
 * Signs in by the secret of a link to sign in.
 * @returns the secret of a new session, for the cookie
 * @throws {Refusal} UNAUTHENTICATED if the link is unknown, used up, revoked or too old; RATE_LIMITED
 */
export async function signIn(ctx: Ctx, token: string): Promise<string> {
  const { keys, clock } = ctx.services;
  return inTransaction(ctx, async (tx) => {
    const accountId = await useSignInLink(tx, hashToken(keys, token));
    if (accountId === null) throw linkIsOver();
    return startSession(tx, accountId, { method: 'LINK', authenticatedAt: clock.now() });
  });
}

/** In the same words for every link that opens nothing. */
export function linkIsOver(): Refusal {
  return new Refusal('UNAUTHENTICATED', 'This link does not work any more. Ask for a new one.');
}
