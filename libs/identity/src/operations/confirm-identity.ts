import { Refusal, type Ctx } from '@plenary/platform';
import { recordAudit } from '@plenary/audit';
import { accountTopic } from '@plenary/platform/access';
import { announce, inTransaction } from '@plenary/platform/database';
import { confirmSession } from '../data/account-sessions.js';

/**
 * The second click that stands for a sign-in by OIDC in the demo, for some minutes.
 * @throws {Refusal} FORBIDDEN outside of the demo, and for a token
 */
export async function confirmIdentity(ctx: Ctx): Promise<boolean> {
  const { actor } = ctx;
  if (!ctx.services.settings.demo)
    throw new Refusal('FORBIDDEN', 'A click is enough in the demonstration only.');
  if (actor.kind !== 'account' || actor.credential.kind !== 'session')
    throw new Refusal('FORBIDDEN', 'Only a person in a browser can confirm who they are.');
  const { id } = actor.credential;
  await inTransaction(ctx, async (tx) => {
    await confirmSession(tx, id);
    recordAudit(tx, { action: 'confirmIdentity', subject: { kind: 'AccountSession', id } });
    announce(tx, accountTopic(actor.accountId));
  });
  return true;
}
