import { listPeopleOfDraft, type Event } from '@plenary/event';
import type { EventCtx } from '@plenary/platform';
import { z } from 'zod';
import { availability, roomContent } from '../domain/content.js';
import { sessionValues } from '../domain/session-content.js';
import { type PersonAvailability, type Room, type Session, type Track } from '../domain/draft.js';
import type { DraftRows } from '../domain/working-draft.js';
import { readLimits } from './limits.js';
import './constraints.js';

const textsJson = z.record(z.string(), z.string());
const roomWindows = roomContent.unwrap().shape.windows;
const personWindows = availability.unwrap().shape.windows;

/** Every room of the draft, by key. */
export async function listRooms(ctx: EventCtx): Promise<Room[]> {
  const rows = await ctx.db.room.findMany({
    where: { eventId: ctx.event.id, removed: false },
    orderBy: { key: 'asc' },
  });
  return rows.map(({ id, key, name, capacity, virtual, windows, version }) => ({
    id,
    key,
    name: textsJson.parse(name),
    capacity,
    virtual,
    windows: roomWindows.parse(windows),
    version,
  }));
}

async function listTracks(ctx: EventCtx): Promise<Track[]> {
  const rows = await ctx.db.track.findMany({
    where: { eventId: ctx.event.id, removed: false },
    orderBy: { key: 'asc' },
    include: {
      members: { select: { personId: true, part: true }, orderBy: { position: 'asc' } },
      report: { select: { notedInId: true } },
    },
  });
  return rows.map(({ id, key, name, kind, capacity, members, report, version }) => ({
    id,
    key,
    name: textsJson.parse(name),
    kind,
    capacity,
    members,
    notedInId: report?.notedInId ?? null,
    version,
  }));
}

async function listAvailability(ctx: EventCtx): Promise<PersonAvailability[]> {
  const rows = await ctx.db.availability.findMany({ where: { eventId: ctx.event.id } });
  return rows.map(({ personId, windows, version }) => ({
    id: personId,
    windows: personWindows.parse(windows),
    version,
  }));
}

const appearance = {
  id: true,
  itemId: true,
  personId: true,
  role: true,
  state: true,
  languages: true,
  mayRecord: true,
  mayQuote: true,
  mayShow: true,
} as const;

const cue = { id: true, kind: true, minute: true, text: true, responsible: true } as const;

/** Every session of the draft, in the order of time, then of entry. */
export async function listSessions(ctx: EventCtx): Promise<Session[]> {
  const rows = await ctx.db.session.findMany({
    where: { eventId: ctx.event.id, removed: false },
    orderBy: [{ startsAt: { sort: 'asc', nulls: 'last' } }, { position: 'asc' }],
    omit: { eventId: true, removed: true },
    include: {
      items: { select: { id: true, title: true, minutes: true }, orderBy: { position: 'asc' } },
      appearances: { select: appearance, orderBy: [{ position: 'asc' }, { id: 'asc' }] },
      cues: { select: cue, orderBy: { position: 'asc' } },
    },
  });
  return rows.map((row) => ({
    ...row,
    ...sessionValues.parse(row),
    items: row.items.map((item) => ({ ...item, title: textsJson.parse(item.title) })),
  }));
}

/** Everything that the draft of an event is made of. */
export async function readDraft(ctx: EventCtx, event: Event): Promise<DraftRows> {
  const { startsOn, endsOn, timeZone, languages } = event;
  const limits = await readLimits(ctx);
  return {
    frame: { startsOn, endsOn, timeZone, languages, limits },
    rooms: await listRooms(ctx),
    tracks: await listTracks(ctx),
    people: await listPeopleOfDraft(ctx),
    availability: await listAvailability(ctx),
    sessions: await listSessions(ctx),
  };
}

/** The number of changes of the draft so far, whoever made them. */
export async function readDraftVersion(ctx: EventCtx): Promise<number> {
  const draft = await ctx.db.programDraft.findUnique({ where: { eventId: ctx.event.id } });
  return draft?.version ?? 0;
}

/** Lets one transaction at a time change or release the draft: the next waits here. @returns the draft's version */
export async function lockDraft(ctx: EventCtx): Promise<number> {
  const [held] = await ctx.sql.rows<{ version: number }>`
    SELECT version FROM "ProgramDraft" WHERE "eventId" = ${ctx.event.id}::uuid FOR NO KEY UPDATE`;
  if (held !== undefined) return held.version;
  // Where two come first, the second waits here, and holds the row that the first has made.
  const [made] = await ctx.sql.rows<{ version: number }>`
    INSERT INTO "ProgramDraft" AS draft ("eventId") VALUES (${ctx.event.id}::uuid)
    ON CONFLICT ("eventId") DO UPDATE SET version = draft.version RETURNING version`;
  return made?.version ?? 0;
}
