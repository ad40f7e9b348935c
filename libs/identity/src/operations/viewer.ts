import type { Ctx } from '@plenary/platform';
import { findAccount, type Account } from '../data/accounts.js';

/** The account that is signed in; null for anybody else. */
export async function viewer(ctx: Ctx): Promise<Account | null> {
  return ctx.actor.kind === 'account' ? findAccount(ctx, ctx.actor.accountId) : null;
}
