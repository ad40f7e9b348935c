import type { Ctx } from '@plenary/platform';
import { endSessions } from '../data/account-sessions.js';

/** Ends the session of this browser. Without one it does nothing. */
export async function signOut(ctx: Ctx): Promise<void> {
  if (ctx.actor.kind === 'account') await endSessions(ctx, { id: ctx.actor.sessionId });
}

/** Ends every session of the account, this one too. */
export async function signOutEverywhere(ctx: Ctx): Promise<boolean> {
  if (ctx.actor.kind === 'account') await endSessions(ctx, { accountId: ctx.actor.accountId });
  return true;
}
