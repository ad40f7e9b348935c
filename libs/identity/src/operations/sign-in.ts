import { Refusal, hashToken, type Ctx } from '@plenary/platform';
import { recordAudit } from '@plenary/audit';
import { inTransaction } from '@plenary/platform/database';
import { useSignInLink } from '../data/links.js';
import { findPart } from './find-part.js';
import { signOut } from './sign-out.js';
import { startSession } from './start-session.js';

/**
 * Signs in by the secret of a link. That of a link to a part stays what its holder is known by, so that who revokes the
 * link ends it everywhere.
 * @returns the secret for the cookie: of a new session, or of the link to a part
 * @throws {Refusal} UNAUTHENTICATED if the link is unknown, used up, revoked or too old; RATE_LIMITED
 */
export async function signIn(ctx: Ctx, token: string): Promise<string> {
  const { keys, clock } = ctx.services;
  return inTransaction(ctx, async (tx) => {
    const part = await findPart(tx, token);
    if (part !== null) {
      await signOut(tx);
      const { eventId, personId, linkId } = part;
      const subject = { kind: 'Person', id: personId };
      recordAudit(tx, { action: 'openPart', subject, eventId, after: { linkId } });
      return token;
    }
    const accountId = await useSignInLink(tx, hashToken(keys, token));
    if (accountId === null)
      throw new Refusal('UNAUTHENTICATED', 'This link does not work any more. Ask for a new one.');
    return startSession(tx, accountId, { method: 'LINK', authenticatedAt: clock.now() });
  });
}
