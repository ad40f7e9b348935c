import { isId, notFound, type Ctx } from '@plenary/platform';
import { recordAudit } from '@plenary/audit';
import { accountTopic, requireAccountId } from '@plenary/platform/access';
import { announce, inTransaction } from '@plenary/platform/database';
import { endSessions } from '../data/account-sessions.js';

/** Ends the session of this browser. Without one it does nothing. */
export async function signOut(ctx: Ctx): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'account' || actor.credential.kind !== 'session') return;
  await endSessions(ctx, { accountId: actor.accountId, id: actor.credential.id });
  announce(ctx, accountTopic(actor.accountId));
}

/**
 * Ends one session of the actor's account.
 * @throws {Refusal} NOT_FOUND unless the account has it and it still goes on
 */
export async function endAccountSession(ctx: Ctx, id: string): Promise<boolean> {
  const accountId = requireAccountId(ctx.actor);
  await inTransaction(ctx, async (tx) => {
    if (!isId(id) || (await endSessions(tx, { accountId, id })) === 0) throw notFound('Session');
    recordAudit(tx, { action: 'endAccountSession', subject: { kind: 'AccountSession', id } });
    announce(tx, accountTopic(accountId));
  });
  return true;
}

/** Ends every session of the account, this one too. Its API tokens stay. */
export async function signOutEverywhere(ctx: Ctx): Promise<boolean> {
  const accountId = requireAccountId(ctx.actor);
  await inTransaction(ctx, async (tx) => {
    await endSessions(tx, { accountId });
    recordAudit(tx, { action: 'signOutEverywhere', subject: { kind: 'Account', id: accountId } });
    announce(tx, accountTopic(accountId));
  });
  return true;
}
