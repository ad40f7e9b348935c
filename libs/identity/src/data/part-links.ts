import type { Ctx, EventCtx } from '@plenary/platform';
import type { Actor } from '@plenary/platform/access';
import { before, lifetimes } from '../domain/lifetimes.js';

/** Makes a link to a person's part in the event, for any number of uses. */
export async function createPartLink(
  ctx: EventCtx,
  link: { readonly personId: string; readonly tokenHash: string; readonly expiresAt: Date },
): Promise<void> {
  await ctx.db.link.create({
    data: { purpose: 'PART', eventId: ctx.event.id, ...link, createdAt: ctx.services.clock.now() },
  });
}

type Person = Extract<Actor, { kind: 'person' }>;

/** Whoever holds a live link to a part; null if it is unknown, revoked or too old. */
export async function findPartActor(ctx: Ctx, tokenHash: string): Promise<Person | null> {
  const now = ctx.services.clock.now();
  const found = await ctx.db.link.findUnique({
    where: { tokenHash, purpose: 'PART', revokedAt: null, expiresAt: { gt: now } },
    select: { id: true, eventId: true, personId: true, usedAt: true },
  });
  if (found?.eventId == null || found.personId === null) return null;
  const { id: linkId, eventId, personId, usedAt } = found;
  if (usedAt === null || usedAt < before(now, lifetimes.lastSeenStep))
    await ctx.db.link.update({ where: { id: linkId }, data: { usedAt: now } });
  return { kind: 'person', eventId, personId, linkId };
}

/** A link to a person's part, as staff see it: never its secret. */
export interface PartLink {
  readonly id: string;
  readonly personId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** To 5 minutes; null if never. */
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** The links to parts in the event, those that are over too, the last made first. */
export async function listPartLinks(ctx: EventCtx, limit: number): Promise<PartLink[]> {
  const rows = await ctx.db.link.findMany({
    where: { purpose: 'PART', eventId: ctx.event.id },
    select: { id: true, personId: true, createdAt: true, expiresAt: true, usedAt: true, revokedAt: true },
    orderBy: { id: 'desc' },
    take: limit,
  });
  return rows.flatMap(({ personId, ...link }) => (personId === null ? [] : { ...link, personId }));
}

/** Revokes a link to a part in the event. @returns whether there was one that was not revoked */
export async function revokePartLinkOf(ctx: EventCtx, id: string): Promise<boolean> {
  const { count } = await ctx.db.link.updateMany({
    where: { id, purpose: 'PART', eventId: ctx.event.id, revokedAt: null },
    data: { revokedAt: ctx.services.clock.now() },
  });
  return count === 1;
}
