import type { Ctx } from '@plenary/platform';
import { isAllowed } from '@plenary/platform/access';
import { findAccount, type Account } from '../data/accounts.js';

/** The account that is signed in; null for anybody else, and for a token that may not see its account. */
export async function viewer(ctx: Ctx): Promise<Account | null> {
  const { actor } = ctx;
  return actor.kind === 'account' && isAllowed(actor, 'account', null)
    ? findAccount(ctx, actor.accountId)
    : null;
}
