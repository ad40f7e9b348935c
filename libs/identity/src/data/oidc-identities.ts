import type { Ctx } from '@plenary/platform';
import './constraints.js';

/** Who somebody is at an OIDC provider, for good. */
export interface OidcIdentity {
  readonly issuer: string;
  readonly subject: string;
}

/** The account that the identity is bound to; null if to none. */
export async function findBoundAccount(ctx: Ctx, { issuer, subject }: OidcIdentity): Promise<string | null> {
  const found = await ctx.db.oidcIdentity.findUnique({
    where: { issuer_subject: { issuer, subject } },
    select: { accountId: true },
  });
  return found?.accountId ?? null;
}

/** Binds the identity to the account, unless one of the two is bound already. @returns whether it did */
export async function bindIdentity(
  ctx: Ctx,
  accountId: string,
  { issuer, subject }: OidcIdentity,
): Promise<boolean> {
  const { count } = await ctx.db.oidcIdentity.createMany({
    data: [{ accountId, issuer, subject, createdAt: ctx.services.clock.now() }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** @returns how many identities the account was bound to */
export async function unbindIdentities(ctx: Ctx, accountId: string): Promise<number> {
  return (await ctx.db.oidcIdentity.deleteMany({ where: { accountId } })).count;
}
