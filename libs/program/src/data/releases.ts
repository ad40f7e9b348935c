import type { EventCtx } from '@plenary/platform';
import { z } from 'zod';
import { isTimed, type Draft } from '../domain/draft.js';
import { programChange, type ProgramChange } from '../domain/changes.js';
import type { Waiver } from '../domain/finding.js';
import { programDocument, type ProgramDocument } from '../domain/program-document.js';

/** An immutable, numbered snapshot of the program. */
export interface Release {
  readonly number: number;
  readonly program: ProgramDocument;
  readonly changes: readonly ProgramChange[];
}

const shown = { number: true, snapshot: true, changes: true } as const;

function releaseOf(row: { number: number; snapshot: unknown; changes: unknown }): Release {
  return {
    number: row.number,
    program: programDocument.parse(row.snapshot),
    changes: z.array(programChange).parse(row.changes),
  };
}

/** The release of this number or, with null, the last; null if there is none. */
export async function findRelease(ctx: EventCtx, number: number | null): Promise<Release | null> {
  const row = await ctx.db.release.findFirst({
    where: { eventId: ctx.event.id, ...(number === null ? {} : { number }) },
    orderBy: { number: 'desc' },
    select: shown,
  });
  return row === null ? null : releaseOf(row);
}

/** Lets one release of the event be made at a time: the next waits here until this transaction ends. */
export async function lockReleases(ctx: EventCtx): Promise<void> {
  await ctx.db.$queryRaw`SELECT id FROM "Event" WHERE id = ${ctx.event.id}::uuid FOR UPDATE`;
}

export async function insertRelease(
  ctx: EventCtx,
  release: Release,
  waivers: readonly Waiver[],
  draft: Draft,
  releasedAt: Date,
): Promise<void> {
  const eventId = ctx.event.id;
  const { id } = await ctx.db.release.create({
    data: {
      eventId,
      number: release.number,
      snapshot: release.program,
      changes: [...release.changes],
      waivers: waivers.map((waiver) => ({ ...waiver })),
      releasedAt,
    },
    select: { id: true },
  });
  await ctx.db.releaseSlot.createMany({
    data: draft.sessions
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
