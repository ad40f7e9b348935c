import type { SqlCtx, SqlEventCtx } from '@plenary/platform';
import { startOfDay } from '@plenary/program';
import { z } from 'zod';
import './constraints.js';

/** An event that is so near that who has a place in it is reminded. */
export interface ToRemind {
  readonly eventId: string;
  /** Those who have it since before this instant. */
  readonly heldSince: Date;
}

const row = z.object({ eventId: z.string(), startsOn: z.string(), timeZone: z.string() });

/** The events that begin within this time, and have registrations that were not reminded. */
export async function listToRemind(ctx: SqlCtx, beforeMs: number): Promise<ToRemind[]> {
  const rows = await ctx.sql.rows`
    SELECT id AS "eventId", "startsOn"::text, "timeZone" FROM "Event" event
    WHERE state = 'PUBLISHED' AND "startsOn" BETWEEN plenary_now()::date - 1
        AND (plenary_now() + make_interval(secs => ${beforeMs}::float8 / 1000))::date + 1
      AND EXISTS (SELECT FROM "Registration" WHERE "eventId" = event.id AND state = 'CONFIRMED' AND "remindedAt" IS NULL)`;
  const now = ctx.services.clock.now().getTime();
  return rows.flatMap((found) => {
    const { eventId, startsOn, timeZone } = row.parse(found);
    const startsAt = startOfDay(startsOn, 0, timeZone);
    const isNear = now >= startsAt - beforeMs && now < startsAt;
    return isNear ? [{ eventId, heldSince: new Date(startsAt - beforeMs) }] : [];
  });
}

/** Notes that these are reminded now, at most so many. @returns their ids */
export async function noteReminders(tx: SqlEventCtx, heldSince: Date, limit: number): Promise<string[]> {
  const rows = await tx.sql.rows<{ id: string }>`
    UPDATE "Registration" SET "remindedAt" = ${tx.services.clock.now()}
    WHERE "eventId" = ${tx.event.id}::uuid AND "remindedAt" IS NULL AND id IN (
      SELECT id FROM "Registration"
      WHERE "eventId" = ${tx.event.id}::uuid AND state = 'CONFIRMED' AND "remindedAt" IS NULL
        AND "movedAt" <= ${heldSince}
      ORDER BY id LIMIT ${limit} FOR NO KEY UPDATE SKIP LOCKED)
    RETURNING id`;
  return rows.map(({ id }) => id);
}
