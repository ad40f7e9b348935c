import type { Ctx } from '@plenary/platform';
import { after, lifetimes } from '../domain/lifetimes.js';
import { makeLink } from './make-link.js';
import { requireAccount } from './require-account.js';

/**
 * A sign-in link for whoever runs the machine. The secret stands in the fragment, which no server sees.
 * @throws {Refusal} NOT_FOUND for an address without an account
 */
export async function createSignInLinkFor(
  ctx: Ctx,
  email: string,
  kind: 'once' | 'demo' = 'once',
): Promise<string> {
  const { id: subjectId } = await requireAccount(ctx, email);
  const demo = { usesLeft: null, expiresAt: after(ctx.services.clock.now(), lifetimes.demoLink) };
  return makeLink(ctx, 'SIGN_IN', { event: null, subjectId, ...(kind === 'demo' ? demo : {}) });
}
