import type { Ctx, EventCtx } from '@plenary/platform';
import { nameOf } from '@plenary/platform/access';
import type { Waiver } from '@plenary/platform/findings';
import { storedProgramWaivers } from '../domain/findings/finding.js';

/** A release that is to be made at an instant. */
export interface ScheduledRelease {
  readonly at: Date;
  readonly waivers: readonly Waiver[];
  /** Why it was not made when it was due; null while it waits. */
  readonly failure: string | null;
}

const shown = { at: true, waivers: true, failure: true } as const;

export async function findScheduledRelease(ctx: EventCtx): Promise<ScheduledRelease | null> {
  const row = await ctx.db.scheduledRelease.findUnique({ where: { eventId: ctx.event.id }, select: shown });
  return row === null ? null : { ...row, waivers: storedProgramWaivers.decode(row.waivers) };
}

/** Sets the one release of the event that is to come. */
export async function saveScheduledRelease(
  ctx: EventCtx,
  { at, waivers }: Pick<ScheduledRelease, 'at' | 'waivers'>,
): Promise<void> {
  const values = {
    at,
    waivers: storedProgramWaivers.encode(waivers),
    ...nameOf(ctx.actor),
    failure: null,
  };
  await ctx.db.scheduledRelease.upsert({
    where: { eventId: ctx.event.id },
    create: { ...values, eventId: ctx.event.id },
    update: values,
  });
}

/** @returns whether there was one */
export async function deleteScheduledRelease(ctx: EventCtx): Promise<boolean> {
  const { count } = await ctx.db.scheduledRelease.deleteMany({ where: { eventId: ctx.event.id } });
  return count === 1;
}

export async function failScheduledRelease(ctx: EventCtx, failure: string): Promise<void> {
  await ctx.db.scheduledRelease.updateMany({ where: { eventId: ctx.event.id }, data: { failure } });
}

/** The events whose release is due by the database's clock and was not tried in vain, by id. */
export async function listDueReleases(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.sql.rows<{ eventId: string }>`
    SELECT "eventId" FROM "ScheduledRelease" WHERE at <= plenary_now() AND failure IS NULL ORDER BY at`;
  return rows.map(({ eventId }) => eventId);
}
