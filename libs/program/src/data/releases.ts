import type { EventCtx } from '@plenary/platform';
import type { CancelledSession } from '../domain/calendar.js';
import { isTimed, type Session } from '../domain/draft.js';
import type { Waiver } from '@plenary/platform/findings';
import { storedProgramWaivers } from '../domain/findings/finding.js';
import { stranger } from '../domain/policy.js';
import { programFor, storedProgram, type ReleasedProgram } from '../domain/program-document.js';
import { storedReleaseChanges, type ProgramChange } from '../domain/release-changes.js';

/** An immutable, numbered snapshot of the program. */
export interface Release {
  readonly number: number;
  readonly program: ReleasedProgram;
  /** As those inside see them: see `changesBetween`. */
  readonly changes: readonly ProgramChange[];
}

const shown = { number: true, snapshot: true, changes: true } as const;

function releaseOf(row: { number: number; snapshot: unknown; changes: unknown }): Release {
  return {
    number: row.number,
    program: storedProgram.decode(row.snapshot),
    changes: storedReleaseChanges.decode(row.changes),
  };
}

/** The release of this number or, with null, the last; null if there is none. */
export async function findRelease(ctx: EventCtx, number: number | null): Promise<Release | null> {
  return (await findReleaseAndBefore(ctx, number))?.release ?? null;
}

/** The same, with the one before it, which the first has not. */
export async function findReleaseAndBefore(
  ctx: EventCtx,
  number: number | null,
): Promise<{ readonly release: Release; readonly before: Release | null } | null> {
  if (number !== null && number < 1) return null;
  const rows = await ctx.db.release.findMany({
    where: { eventId: ctx.event.id, ...(number === null ? {} : { number: { in: [number - 1, number] } }) },
    orderBy: { number: 'desc' },
    take: 2,
    select: shown,
  });
  const [release, before = null] = rows.map(releaseOf);
  return release === undefined || (number !== null && release.number !== number) ? null : { release, before };
}

/**
 * The sessions of earlier releases that this one has no more, each as the public saw it last; one that is only hidden
 * from the public still takes place, and is not among them.
 */
export async function listCancelled(ctx: EventCtx, number: number): Promise<CancelledSession[]> {
  const eventId = ctx.event.id;
  const rows = await ctx.db.release.findMany({
    where: { eventId, number: { lte: number } },
    select: { number: true, changes: true, releasedAt: true },
    orderBy: { number: 'asc' },
  });
  const gone = new Map<string, { release: number; at: Date }>();
  for (const row of rows) {
    for (const { kind, sessionId } of storedReleaseChanges.decode(row.changes)) {
      if (kind === 'CANCELLED') gone.set(sessionId, { release: row.number, at: row.releasedAt });
      if (kind === 'ADDED') gone.delete(sessionId);
    }
  }
  if (gone.size === 0) return [];
  const last = await ctx.db.release.findMany({
    where: { eventId, number: { in: [...new Set([...gone.values()].map(({ release }) => release - 1))] } },
    select: shown,
    orderBy: { number: 'asc' },
  });
  return last.map(releaseOf).flatMap(({ number: had, program: released }) => {
    const program = programFor(released, stranger);
    return program.sessions.flatMap((session) => {
      const cancelled = gone.get(session.id);
      return cancelled?.release === had + 1 ? [{ ...cancelled, session, program }] : [];
    });
  });
}

/** The number of the last release; null before the first. */
export async function lastReleaseNumber(ctx: EventCtx): Promise<number | null> {
  const { _max } = await ctx.db.release.aggregate({
    where: { eventId: ctx.event.id },
    _max: { number: true },
  });
  return _max.number;
}

/** Keeps a release for good, with the slots by which the database holds that no room is booked twice. */
export async function insertRelease(
  ctx: EventCtx,
  release: Release,
  waivers: readonly Waiver[],
  sessions: readonly Session[],
  releasedAt: Date,
): Promise<void> {
  const eventId = ctx.event.id;
  const { id } = await ctx.db.release.create({
    data: {
      eventId,
      number: release.number,
      snapshot: storedProgram.encode(release.program),
      changes: storedReleaseChanges.encode(release.changes),
      waivers: storedProgramWaivers.encode(waivers),
      releasedAt,
    },
    select: { id: true },
  });
  await ctx.db.releaseSlot.createMany({
    data: sessions
      .filter(isTimed)
      .filter(({ visibility }) => visibility !== 'INTERNAL')
      .map(({ id: sessionId, roomId, startsAt, endsAt }) => ({
        eventId,
        releaseId: id,
        sessionId,
        roomId,
        startsAt,
        endsAt,
      })),
  });
}
