import type { EventCtx } from '@plenary/platform';
import type { Change, Changes } from '../domain/changes.js';
import {
  encodeWindows,
  type Availability,
  type LimitsContent,
  type RoomContent,
  type TrackContent,
} from '../domain/content.js';
import type { SessionContent } from '../domain/session-content.js';

import { insertRows, updateVersioned } from './bulk-rows.js';
import { saveGroups, saveParts } from './save-parts.js';
import './constraints.js';

/** The version of each row that was written. */
type Versions = Map<string, number>;

/**
 * Writes what an edit changes. A row that goes stays, marked as removed, for releases, questions and minutes name it;
 * when an edit is undone it comes back as it went.
 * @returns the versions of the changed rows
 */
export async function saveChanges(ctx: EventCtx, changes: Changes): Promise<Versions> {
  const versions: Versions = new Map();
  // Rooms and tracks before the sessions in them; what names a session after it.
  await saveRows(changes.rooms, versions, roomRows(ctx));
  await saveRows(changes.tracks, versions, trackRows(ctx));
  await saveParts(ctx, await saveRows(changes.sessions, versions, sessionRows(ctx)));
  await saveGroups(ctx, changes.tracks);
  await saveAvailability(ctx, changes.availability, versions);
  await saveLimits(ctx, changes.limits, versions);
  return versions;
}

interface Written {
  readonly id: string;
  readonly version: number;
}

/** How rows of one kind are written. */
interface Rows<Content> {
  /** Which of these ids have a row, removed or not. */
  existing(ids: readonly string[]): Promise<readonly { readonly id: string }[]>;
  create(contents: readonly Content[]): Promise<void>;
  update(contents: readonly Content[]): Promise<readonly Written[]>;
  setRemoved(ids: readonly string[], removed: boolean): Promise<readonly Written[]>;
}

/** @returns the changes that gave a row its content; one that goes, or comes back, keeps what it had */
async function saveRows<Content extends { readonly id: string }>(
  changes: readonly Change<Content>[],
  versions: Versions,
  rows: Rows<Content>,
): Promise<readonly Change<Content>[]> {
  if (changes.length === 0) return [];
  const added = changes.filter(({ before }) => before === null).map(({ id }) => id);
  const known = new Set(added.length === 0 ? [] : (await rows.existing(added)).map(({ id }) => id));
  const fresh = changes.flatMap(({ before, after }) =>
    before === null && after !== null && !known.has(after.id) ? after : [],
  );
  const changed = changes.flatMap(({ before, after }) => (before === null ? [] : (after ?? [])));
  const gone = changes.filter(({ after }) => after === null).map(({ id }) => id);
  const written = [
    ...(await rows.update(changed)),
    ...(gone.length === 0 ? [] : await rows.setRemoved(gone, true)),
    ...(known.size === 0 ? [] : await rows.setRemoved([...known], false)),
    ...fresh.map(({ id }) => ({ id, version: 1 })),
  ];
  if (fresh.length > 0) await rows.create(fresh);
  for (const { id, version } of written) versions.set(id, version);
  return changes.filter(({ id, after }) => after !== null && !known.has(id));
}

const idOnly = { id: true } as const;
const idAndVersion = { id: true, version: true } as const;
const next = { increment: 1 } as const;

async function eachInTurn<Value, Result>(
  values: readonly Value[],
  write: (value: Value) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const value of values) results.push(await write(value));
  return results;
}

function roomRows({ db, event: { id: eventId } }: EventCtx): Rows<RoomContent> {
  const columns = ({ windows, ...content }: RoomContent) => ({ ...content, windows: encodeWindows(windows) });
  return {
    existing: (ids) => db.room.findMany({ where: { eventId, id: { in: [...ids] } }, select: idOnly }),
    async create(rooms) {
      await db.room.createMany({ data: rooms.map((room) => ({ ...columns(room), eventId })) });
    },
    update: (rooms) =>
      eachInTurn(rooms, (room) =>
        db.room.update({
          where: { eventId_id: { eventId, id: room.id } },
          data: { ...columns(room), version: next },
          select: idAndVersion,
        }),
      ),
    setRemoved: (ids, removed) =>
      db.room.updateManyAndReturn({
        where: { eventId, id: { in: [...ids] } },
        data: { removed, version: next },
        select: idAndVersion,
      }),
  };
}

function trackRows({ db, event: { id: eventId } }: EventCtx): Rows<TrackContent> {
  const columns = ({ members: _members, notedInId: _notedInId, ...content }: TrackContent) => content;
  return {
    existing: (ids) => db.track.findMany({ where: { eventId, id: { in: [...ids] } }, select: idOnly }),
    async create(tracks) {
      await db.track.createMany({ data: tracks.map((track) => ({ ...columns(track), eventId })) });
    },
    update: (tracks) =>
      eachInTurn(tracks, (track) =>
        db.track.update({
          where: { eventId_id: { eventId, id: track.id } },
          data: { ...columns(track), version: next },
          select: idAndVersion,
        }),
      ),
    setRemoved: (ids, removed) =>
      db.track.updateManyAndReturn({
        where: { eventId, id: { in: [...ids] } },
        data: { removed, version: next },
        select: idAndVersion,
      }),
  };
}

function sessionRows({ db, sql, event: { id: eventId } }: EventCtx): Rows<SessionContent> {
  const columns = ({
    items: _items,
    appearances: _appearances,
    cues: _cues,
    ...content
  }: SessionContent) => ({ ...content, eventId });
  return {
    existing: (ids) => db.session.findMany({ where: { eventId, id: { in: [...ids] } }, select: idOnly }),
    async create(sessions) {
      const defaults = { removed: false, version: 1 };
      await insertRows(
        sql,
        'Session',
        sessions.map((session) => ({ ...columns(session), ...defaults })),
      );
    },
    update: (sessions) => updateVersioned(sql, 'Session', sessions.map(columns)),
    setRemoved: (ids, removed) =>
      db.session.updateManyAndReturn({
        where: { eventId, id: { in: [...ids] } },
        data: { removed, version: next },
        select: idAndVersion,
      }),
  };
}

async function saveAvailability(
  { db, event }: EventCtx,
  changes: readonly Change<Availability>[],
  versions: Versions,
): Promise<void> {
  const eventId = event.id;
  for (const { id: personId, after } of changes) {
    const windows = encodeWindows(after?.windows ?? []);
    const { version } = await db.availability.upsert({
      where: { eventId_personId: { eventId, personId } },
      create: { eventId, personId, windows },
      update: { windows, version: next },
      select: { version: true },
    });
    versions.set(personId, version);
  }
}

/** A row stays once it was made: where an edit is undone it has the usual numbers. */
async function saveLimits(
  { db, event }: EventCtx,
  changes: readonly Change<LimitsContent>[],
  versions: Versions,
): Promise<void> {
  const eventId = event.id;
  for (const { id, after } of changes) {
    if (after === null) continue;
    const { id: _id, ...numbers } = after;
    const { version } = await db.programLimits.upsert({
      where: { eventId },
      create: { eventId, ...numbers },
      update: { ...numbers, version: next },
      select: { version: true },
    });
    versions.set(id, version);
  }
}
