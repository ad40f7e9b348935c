import type { Ctx } from '@plenary/platform';
import type { LinkPurpose } from '@plenary/platform/database';

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

/** A link as its owner sees it. */
export interface Link {
  readonly id: string;
  readonly purpose: LinkPurpose;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** The links of an account, those that are over too, the last made first. */
export async function listLinks(ctx: Ctx, accountId: string, limit: number): Promise<Link[]> {
  return ctx.db.link.findMany({
    where: { accountId },
    select: { id: true, purpose: true, createdAt: true, expiresAt: true, usedAt: true, revokedAt: true },
    orderBy: { id: 'desc' },
    take: limit,
  });
}

/** Revokes a link of the account. @returns whether there was one that was not revoked */
export async function revokeLinkOf(ctx: Ctx, accountId: string, id: string): Promise<boolean> {
  const { count } = await ctx.db.link.updateMany({
    where: { id, accountId, revokedAt: null },
    data: { revokedAt: ctx.services.clock.now() },
  });
  return count === 1;
}

/** Forgets the links that were over before this instant. */
export async function forgetLinks(ctx: Ctx, overBefore: Date): Promise<void> {
  await ctx.db.link.deleteMany({
    where: {
      OR: [
        { expiresAt: { lt: overBefore } },
        { revokedAt: { lt: overBefore } },
        { usesLeft: 0, usedAt: { lt: overBefore } },
      ],
    },
  });
}

/** Ends every sign-in link without a limit of uses: those that the demo has printed. */
export async function revokeUnlimitedLinks(ctx: Ctx): Promise<void> {
  await ctx.db.link.updateMany({
    where: { purpose: 'SIGN_IN', usesLeft: null, revokedAt: null },
    data: { revokedAt: ctx.services.clock.now() },
  });
}
