import { listPeople, type Event } from '@plenary/event';
import type { Ctx, EventCtx } from '@plenary/platform';
import { z } from 'zod';
import type { Draft, Room, Session, Track } from '../domain/draft.js';

const textsJson = z.record(z.string(), z.string());

/** Every room of the event, by key. */
export async function listRooms(ctx: EventCtx): Promise<Room[]> {
  const rows = await ctx.db.room.findMany({ where: { eventId: ctx.event.id }, orderBy: { key: 'asc' } });
  return rows.map(({ id, key, name, capacity, virtual }) => ({
    id,
    key,
    name: textsJson.parse(name),
    capacity,
    virtual,
  }));
}

async function listTracks(ctx: EventCtx): Promise<Track[]> {
  const rows = await ctx.db.track.findMany({ where: { eventId: ctx.event.id }, orderBy: { key: 'asc' } });
  return rows.map(({ id, key, name, kind }) => ({ id, key, name: textsJson.parse(name), kind }));
}

/** Every session of the event, in the order of time, then of entry. */
export async function listSessions(ctx: EventCtx): Promise<Session[]> {
  const rows = await ctx.db.session.findMany({
    where: { eventId: ctx.event.id },
    orderBy: [{ startsAt: { sort: 'asc', nulls: 'last' } }, { position: 'asc' }],
    include: {
      items: { orderBy: { position: 'asc' } },
      appearances: { orderBy: [{ position: 'asc' }, { id: 'asc' }] },
    },
  });
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    kind: row.kind,
    plenary: row.plenary,
    visibility: row.visibility,
    title: textsJson.parse(row.title),
    abstract: textsJson.nullable().parse(row.abstract),
    roomId: row.roomId,
    trackId: row.trackId,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    actualStartsAt: row.actualStartsAt,
    actualEndsAt: row.actualEndsAt,
    languages: row.languages,
    interpretation: row.interpretation,
    takesQuestions: row.takesQuestions,
    items: row.items.map(({ id, title, minutes }) => ({ id, title: textsJson.parse(title), minutes })),
    appearances: row.appearances.map(({ id, itemId, personId, role, state }) => ({
      id,
      itemId,
      personId,
      role,
      state,
    })),
    version: row.version,
  }));
}

/** The whole draft, as its rules look at it. */
export async function loadDraft(ctx: EventCtx, event: Event): Promise<Draft> {
  const { startsOn, endsOn, timeZone, languages } = event;
  const [rooms, tracks, people, sessions] = [
    await listRooms(ctx),
    await listTracks(ctx),
    await listPeople(ctx),
    await listSessions(ctx),
  ];
  return { startsOn, endsOn, timeZone, languages, rooms, tracks, people, sessions };
}

/** The id of the event of a session that the public may see; null for any other id. */
export async function findPublicSessionEvent(ctx: Ctx, sessionId: string): Promise<string | null> {
  const row = await ctx.db.session.findUnique({
    where: { id: sessionId, visibility: 'PUBLIC' },
    select: { eventId: true },
  });
  return row?.eventId ?? null;
}
