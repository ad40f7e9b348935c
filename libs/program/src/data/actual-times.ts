import type { EventCtx } from '@plenary/platform';
import type { ActualTimesById } from '../domain/running-order.js';

/** When a session really started and ended. */
export interface ActualTimes {
  readonly sessionId: string;
  readonly actualStartsAt: Date | null;
  readonly actualEndsAt: Date | null;
}

/** Every session of the event that has really started. */
export async function readActualTimes(ctx: EventCtx): Promise<ActualTimesById> {
  const rows = await ctx.db.session.findMany({
    where: { eventId: ctx.event.id, actualStartsAt: { not: null } },
    select: { id: true, actualStartsAt: true, actualEndsAt: true },
  });
  return new Map(rows.map(({ id, ...times }) => [id, times]));
}

/** The real times of one session of the draft; null if there is none. */
export async function findActualTimes(ctx: EventCtx, sessionId: string): Promise<ActualTimes | null> {
  const row = await ctx.db.session.findUnique({
    where: { eventId_id: { eventId: ctx.event.id, id: sessionId }, removed: false },
    select: { actualStartsAt: true, actualEndsAt: true },
  });
  return row === null ? null : { sessionId, ...row };
}

export async function saveActualTimes(ctx: EventCtx, times: readonly ActualTimes[]): Promise<void> {
  for (const { sessionId, ...actual } of times) {
    await ctx.db.session.update({
      where: { eventId_id: { eventId: ctx.event.id, id: sessionId } },
      data: actual,
      select: { id: true },
    });
  }
}
