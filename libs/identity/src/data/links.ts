import type { Ctx } from '@plenary/platform';

interface NewLink {
  readonly accountId: string;
  readonly tokenHash: string;
  readonly expiresAt: Date;
  /** Null for any number. */
  readonly uses: number | null;
}

export async function createSignInLink(ctx: Ctx, link: NewLink): Promise<void> {
  const { uses, ...rest } = link;
  await ctx.db.link.create({
    data: { purpose: 'SIGN_IN', ...rest, usesLeft: uses, createdAt: ctx.services.clock.now() },
  });
}

/** Takes one use of the link, if it has one left; at once, so that two clicks can't share it. */
export async function useSignInLink(ctx: Ctx, tokenHash: string): Promise<string | null> {
  const now = ctx.services.clock.now();
  const live = { tokenHash, purpose: 'SIGN_IN', revokedAt: null, expiresAt: { gt: now } } as const;
  const limited = await ctx.db.link.updateMany({
    where: { ...live, usesLeft: { gt: 0 } },
    data: { usesLeft: { decrement: 1 }, usedAt: now },
  });
  const found = await ctx.db.link.findFirst({
    where: limited.count > 0 ? { tokenHash } : { ...live, usesLeft: null },
    select: { accountId: true },
  });
  return found?.accountId ?? null;
}

/** Ends every link without a limit of uses: those that the demo has printed. */
export async function revokeUnlimitedLinks(ctx: Ctx): Promise<void> {
  await ctx.db.link.updateMany({
    where: { usesLeft: null, revokedAt: null },
    data: { revokedAt: ctx.services.clock.now() },
  });
}
