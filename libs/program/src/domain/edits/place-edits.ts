import { key } from '@plenary/event';
import { badInput, notFound, staleVersion } from '@plenary/platform';
import { z } from 'zod';
import { noChanges } from '../changes.js';
import { trackKinds, trackParts, type RoomContent, type TrackContent } from '../content.js';
import { capacity, roomName, trackName, windows } from '../fields.js';
import { edit, freeKey, id, requireKnown, rowToEdit, version, withoutVersion } from './edit.js';

/** A new room. */
export const createRoom = edit(
  z.strictObject({
    key: key.optional(),
    name: roomName,
    capacity: capacity.nullish(),
    virtual: z.boolean().default(false),
  }),
  (draft, { name, virtual, ...input }, newId) => {
    const room: RoomContent = {
      id: newId(),
      key: freeKey(draft.rooms, 'room', input.key, 'room'),
      name,
      capacity: input.capacity ?? null,
      virtual,
      windows: [],
    };
    return { ...noChanges, rooms: [{ id: room.id, before: null, after: room }] };
  },
);

/** Another name or capacity of a room. What is left out stays; null empties. */
export const updateRoom = edit(
  z.strictObject({
    roomId: id,
    version,
    name: roomName.optional(),
    capacity: capacity.nullish(),
    virtual: z.boolean().optional(),
  }),
  (draft, { roomId, version: seen, ...values }) => {
    const before = withoutVersion(rowToEdit(draft.rooms, 'Room', roomId, seen));
    const after: RoomContent = {
      ...before,
      name: values.name ?? before.name,
      capacity: values.capacity === undefined ? before.capacity : values.capacity,
      virtual: values.virtual ?? before.virtual,
    };
    return { ...noChanges, rooms: [{ id: roomId, before, after }] };
  },
);

/** Takes a room out of the draft, once no session is in it. */
export const removeRoom = edit(
  z.strictObject({ roomId: id, version }),
  (draft, { roomId, version: seen }) => {
    const before = withoutVersion(rowToEdit(draft.rooms, 'Room', roomId, seen));
    return { ...noChanges, rooms: [{ id: roomId, before, after: null }] };
  },
);

/** A new track or working group. */
export const createTrack = edit(
  z.strictObject({
    key: key.optional(),
    name: trackName,
    kind: z.enum(trackKinds).default('STRAND'),
    capacity: capacity.nullish(),
  }),
  (draft, { name, kind, ...input }, newId) => {
    const track: TrackContent = {
      id: newId(),
      key: freeKey(draft.tracks, 'track', input.key, kind === 'WORKING_GROUP' ? 'group' : 'track'),
      name,
      kind,
      capacity: input.capacity ?? null,
      members: [],
      notedInId: null,
    };
    return { ...noChanges, tracks: [{ id: track.id, before: null, after: track }] };
  },
);

/** Another name, capacity, or session that takes note of its report. What is left out stays; null empties. */
export const updateTrack = edit(
  z.strictObject({
    trackId: id,
    version,
    name: trackName.optional(),
    capacity: capacity.nullish(),
    notedInId: id.nullish(),
  }),
  (draft, { trackId, version: seen, ...values }) => {
    const before = withoutVersion(rowToEdit(draft.tracks, 'Track', trackId, seen));
    const notedInId = values.notedInId === undefined ? before.notedInId : values.notedInId;
    requireKnown([{ path: 'notedInId', id: notedInId, rows: draft.sessions, what: 'session' }]);
    if (
      notedInId !== null &&
      (before.kind !== 'WORKING_GROUP' || draft.sessions.get(notedInId)?.plenary !== true)
    )
      throw badInput([{ path: 'notedInId', message: 'must be a plenary session, for a working group' }]);
    const after: TrackContent = {
      ...before,
      name: values.name ?? before.name,
      capacity: values.capacity === undefined ? before.capacity : values.capacity,
      notedInId,
    };
    return { ...noChanges, tracks: [{ id: trackId, before, after }] };
  },
);

/** Takes a track out of the draft, once no session belongs to it. */
export const removeTrack = edit(
  z.strictObject({ trackId: id, version }),
  (draft, { trackId, version: seen }) => {
    const before = withoutVersion(rowToEdit(draft.tracks, 'Track', trackId, seen));
    return { ...noChanges, tracks: [{ id: trackId, before, after: null }] };
  },
);

/** Who belongs to a working group, all of them and in order. */
export const setMembers = edit(
  z.strictObject({
    trackId: id,
    version,
    members: z
      .array(z.strictObject({ personId: id, part: z.enum(trackParts).default('MEMBER') }))
      .max(1_000)
      .refine(
        (list) => new Set(list.map(({ personId }) => personId)).size === list.length,
        'must name each person once',
      )
      .refine(
        (list) => list.filter(({ part }) => part === 'CHAIR').length <= 1,
        'must have at most one chair',
      ),
  }),
  (draft, { trackId, version: seen, members }) => {
    const before = withoutVersion(rowToEdit(draft.tracks, 'Track', trackId, seen));
    if (before.kind !== 'WORKING_GROUP')
      throw badInput([{ path: 'trackId', message: 'must be a working group' }]);
    requireKnown(
      members.map(({ personId }, index) => ({
        path: `members[${String(index)}].personId`,
        id: personId,
        rows: draft.people,
        what: 'person',
      })),
    );
    if (before.capacity !== null && members.length > before.capacity)
      throw badInput([
        { path: 'members', message: `must not be more than ${String(before.capacity)}, its capacity` },
      ]);
    return { ...noChanges, tracks: [{ id: trackId, before, after: { ...before, members } }] };
  },
  ({ members }) => members.map(({ personId }) => personId),
);

/** When a person or a room can be used; no windows for the whole event. */
export const setAvailability = edit(
  z
    .strictObject({ personId: id.optional(), roomId: id.optional(), version: z.int().min(0), windows })
    .refine(({ personId, roomId }) => (personId === undefined) !== (roomId === undefined), {
      path: ['personId'],
      error: 'must stand alone: either a person or a room',
    }),
  (draft, input) => {
    if (input.roomId !== undefined) {
      const before = withoutVersion(rowToEdit(draft.rooms, 'Room', input.roomId, input.version));
      return {
        ...noChanges,
        rooms: [{ id: before.id, before, after: { ...before, windows: input.windows } }],
      };
    }
    const { personId = '' } = input;
    if (!draft.people.has(personId)) throw notFound('Person');
    const row = draft.availability.get(personId);
    if ((row?.version ?? 0) !== input.version) throw staleVersion('Availability', input.version, { ...row });
    const before = { id: personId, windows: row?.windows ?? [] };
    return {
      ...noChanges,
      availability: [{ id: personId, before, after: { ...before, windows: input.windows } }],
    };
  },
  ({ personId }) => (personId === undefined ? [] : [personId]),
);
