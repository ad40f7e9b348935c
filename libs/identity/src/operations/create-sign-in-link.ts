import { hashToken, newToken, type Ctx } from '@plenary/platform';
import { createSignInLink } from '../data/links.js';
import { after, lifetimes } from '../domain/lifetimes.js';
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
  const account = await requireAccount(ctx, email);
  return makeLink(ctx, account.id, kind);
}

/** Makes the link and returns its address. */
export async function makeLink(ctx: Ctx, accountId: string, kind: 'once' | 'demo'): Promise<string> {
  const { settings, keys, clock } = ctx.services;
  const token = newToken();
  await createSignInLink(ctx, {
    accountId,
    tokenHash: hashToken(keys, token),
    expiresAt: after(clock.now(), kind === 'once' ? lifetimes.signInLink : lifetimes.demoLink),
    uses: kind === 'once' ? 1 : null,
  });
  return `${settings.publicUrl}/sign-in#${token}`;
}
