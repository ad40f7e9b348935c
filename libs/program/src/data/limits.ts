import type { EventCtx } from '@plenary/platform';
import { limitsId } from '../domain/content.js';
import { usualLimits, type ProgramLimits } from '../domain/draft.js';

/** The numbers that the rules of the event's program go by; the usual ones where it has none of its own. */
export async function readLimits(ctx: EventCtx): Promise<ProgramLimits> {
  const row = await ctx.db.programLimits.findUnique({
    where: { eventId: ctx.event.id },
    omit: { eventId: true },
  });
  return row === null ? usualLimits : { id: limitsId, ...row };
}

/** Gives the event the numbers of another, where that has its own. */
export async function copyLimits(ctx: EventCtx, fromEventId: string): Promise<void> {
  const row = await ctx.db.programLimits.findUnique({ where: { eventId: fromEventId } });
  if (row === null) return;
  await ctx.db.programLimits.createMany({ data: [{ ...row, eventId: ctx.event.id }], skipDuplicates: true });
}
