import type { Ctx } from '@plenary/platform';
import { forgetSessions } from '../data/account-sessions.js';
import { forgetTokens } from '../data/api-tokens.js';
import { forgetLinks } from '../data/links.js';
import { forgetSignInRequests } from '../data/sign-in-requests.js';
import { before, lifetimes } from '../domain/lifetimes.js';

/** Forgets sessions, tokens and links that were over long ago, and requests for a link that came to nothing. */
export async function forgetSignIns(ctx: Ctx): Promise<void> {
  const now = ctx.services.clock.now();
  const overBefore = before(now, lifetimes.over);
  await forgetSessions(ctx, overBefore);
  await forgetTokens(ctx, overBefore);
  await forgetLinks(ctx, overBefore);
  await forgetSignInRequests(ctx, before(now, lifetimes.signInRequest));
}
