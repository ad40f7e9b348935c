import type { Ctx } from '@plenary/platform';
import { isLinkPurpose, type LinkActor, type LinkPurpose } from '@plenary/platform/access';
import { before, lifetimes } from '../domain/lifetimes.js';

export interface NewLink {
  readonly purpose: LinkPurpose;
  /** Null for SIGN_IN alone. */
  readonly eventId: string | null;
  /** Whose it is: the account of SIGN_IN, the person of PART. */
  readonly subjectId: string;
  readonly expiresAt: Date;
  /** Null for any number. */
  readonly usesLeft: number | null;
}

export async function createLink(ctx: Ctx, link: NewLink & { readonly tokenHash: string }): Promise<void> {
  await ctx.db.link.create({ data: { ...link, createdAt: ctx.services.clock.now() } });
}

/** Neither revoked, expired nor used up. */
function live(now: Date) {
  return { revokedAt: null, expiresAt: { gt: now }, OR: [{ usesLeft: null }, { usesLeft: { gt: 0 } }] };
}

/**
 * Takes one use of a sign-in link, if it has one left; at once, so that two clicks can't share it.
 * @returns the account that it signs in
 */
export async function useSignInLink(ctx: Ctx, tokenHash: string): Promise<string | null> {
  const now = ctx.services.clock.now();
  const [used] = await ctx.db.link.updateManyAndReturn({
    where: { tokenHash, purpose: 'SIGN_IN', ...live(now) },
    data: { usesLeft: { decrement: 1 }, usedAt: now },
    select: { subjectId: true },
  });
  return used?.subjectId ?? null;
}

/**
 * Whoever holds a live link, of any purpose but to sign in; null if it is unknown, revoked or over.
 * @param isUse whether it is used just now
 */
export async function findLinkActor(ctx: Ctx, tokenHash: string, isUse: boolean): Promise<LinkActor | null> {
  const now = ctx.services.clock.now();
  const found = await ctx.db.link.findUnique({
    where: { tokenHash, ...live(now) },
    select: { id: true, purpose: true, eventId: true, subjectId: true, usedAt: true },
  });
  if (found === null || found.eventId === null || !isLinkPurpose(found.purpose)) return null;
  const { id: linkId, purpose, eventId, subjectId, usedAt } = found;
  if (isUse && (usedAt === null || usedAt < before(now, lifetimes.lastSeenStep)))
    await ctx.db.link.update({ where: { id: linkId }, data: { usedAt: now } });
  return { kind: 'link', purpose, eventId, subjectId, linkId };
}

/** The slug of the event that a link is of. */
export async function slugOf(ctx: Ctx, eventId: string): Promise<string> {
  return (await ctx.db.event.findUniqueOrThrow({ where: { id: eventId }, select: { slug: true } })).slug;
}

/** A link as its owner and staff see it: never its secret. */
export interface Link {
  readonly id: string;
  readonly purpose: LinkPurpose;
  readonly subjectId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** To 5 minutes; null if never. */
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** The links of an account, or those of a purpose in an event. */
type Which = { readonly accountId: string } | { readonly purpose: LinkPurpose; readonly eventId: string };

/** Those that are over too, the last made first. */
export async function listLinks(ctx: Ctx, which: Which, limit: number): Promise<Link[]> {
  const rows = await ctx.db.link.findMany({
    where: which,
    select: {
      id: true,
      purpose: true,
      subjectId: true,
      createdAt: true,
      expiresAt: true,
      usedAt: true,
      revokedAt: true,
    },
    orderBy: { id: 'desc' },
    take: limit,
  });
  return rows.flatMap(({ purpose, ...row }) => (isLinkPurpose(purpose) ? [{ ...row, purpose }] : []));
}

/** Revokes one of these links. @returns whether there was one that was not revoked */
export async function endLink(ctx: Ctx, which: Which, id: string): Promise<boolean> {
  const { count } = await ctx.db.link.updateMany({
    where: { id, ...which, revokedAt: null },
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
