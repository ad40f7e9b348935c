import type { Ctx } from '@plenary/platform';
import { accountTopic } from '@plenary/platform/access';
import { announce } from '@plenary/platform/database';
import { endSessions } from '../data/account-sessions.js';

/** Ends the session of this browser. Without one it does nothing. */
export async function signOut(ctx: Ctx): Promise<void> {
  if (ctx.actor.kind !== 'account') return;
  await endSessions(ctx, { id: ctx.actor.sessionId });
  announce(ctx, accountTopic(ctx.actor.accountId));
}

/** Ends every session of the account, this one too. */
export async function signOutEverywhere(ctx: Ctx): Promise<boolean> {
  if (ctx.actor.kind !== 'account') return true;
  await endSessions(ctx, { accountId: ctx.actor.accountId });
  announce(ctx, accountTopic(ctx.actor.accountId));
  return true;
}
