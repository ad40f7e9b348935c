import {
  badInput,
  editable,
  filled,
  id,
  notFound,
  nullableWhenOptional,
  staleVersion,
  version,
} from '@plenary/platform';
import { z } from 'zod';
import { noChanges, type Changes } from '../changes.js';
import type { RoomContent, TrackContent, Window } from '../content.js';
import type { Draft } from '../draft.js';
import { memberPart, roomFields, trackFields, windows } from '../fields.js';
import { edit, fileKey, freeKey, requireKnown, rowToEdit, withoutVersion } from './edit.js';

const whichRoom = { roomId: id.meta({ description: 'The room.' }), version };
const whichTrack = { trackId: id.meta({ description: 'The track or working group.' }), version };
const { kind: _kind, ...renamed } = trackFields;

/** A new room. */
export const createRoom = edit(
  z
    .strictObject({ key: fileKey, ...nullableWhenOptional(roomFields) })
    .meta({ description: 'A room to make.' }),
  (draft, input, newId) => {
    const room: RoomContent = {
      id: newId(),
      key: freeKey(draft.rooms, 'room', input.key, 'room'),
      ...filled(roomFields, input),
      windows: [],
    };
    return { ...noChanges, rooms: [{ id: room.id, before: null, after: room }] };
  },
);

/** Another name or capacity of a room. What is left out stays; null empties. */
export const updateRoom = edit(
  z
    .strictObject({ ...whichRoom, ...editable(roomFields) })
    .meta({ description: 'Other properties of a room. What is left out stays; null empties.' }),
  (draft, { roomId, version: seen, ...values }) => {
    const before = withoutVersion(rowToEdit(draft.rooms, 'Room', roomId, seen));
    const after: RoomContent = { ...before, ...values };
    return { ...noChanges, rooms: [{ id: roomId, before, after }] };
  },
);

/** Takes a room out of the draft, once no session is in it. */
export const removeRoom = edit(
  z.strictObject(whichRoom).meta({ description: 'A room to take out of the draft.' }),
  (draft, { roomId, version: seen }) => {
    const before = withoutVersion(rowToEdit(draft.rooms, 'Room', roomId, seen));
    return { ...noChanges, rooms: [{ id: roomId, before, after: null }] };
  },
);

/** A new track or working group. */
export const createTrack = edit(
  z
    .strictObject({ key: fileKey, ...nullableWhenOptional(trackFields) })
    .meta({ description: 'A track or working group to make.' }),
  (draft, input, newId) => {
    const track: TrackContent = {
      id: newId(),
      key: freeKey(draft.tracks, 'track', input.key, input.kind === 'WORKING_GROUP' ? 'group' : 'track'),
      ...filled(trackFields, input),
      members: [],
      notedInId: null,
    };
    return { ...noChanges, tracks: [{ id: track.id, before: null, after: track }] };
  },
);

/** Another name, capacity, or session that takes note of its report. What is left out stays; null empties. */
export const updateTrack = edit(
  z
    .strictObject({
      ...whichTrack,
      ...editable(renamed),
      notedInId: id
        .nullish()
        .meta({ description: 'The plenary session that takes note of the report of a working group.' }),
    })
    .meta({ description: 'Other properties of a track. What is left out stays; null empties.' }),
  (draft, { trackId, version: seen, ...values }) => {
    const before = withoutVersion(rowToEdit(draft.tracks, 'Track', trackId, seen));
    const { notedInId } = { ...before, ...values };
    requireKnown([{ path: 'notedInId', id: notedInId, rows: draft.sessions, what: 'session' }]);
    if (
      notedInId !== null &&
      (before.kind !== 'WORKING_GROUP' || draft.sessions.get(notedInId)?.plenary !== true)
    )
      throw badInput([{ path: 'notedInId', message: 'must be a plenary session, for a working group' }]);
    const after: TrackContent = { ...before, ...values };
    return { ...noChanges, tracks: [{ id: trackId, before, after }] };
  },
);

/** Takes a track out of the draft, once no session belongs to it. */
export const removeTrack = edit(
  z.strictObject(whichTrack).meta({ description: 'A track or working group to take out of the draft.' }),
  (draft, { trackId, version: seen }) => {
    const before = withoutVersion(rowToEdit(draft.tracks, 'Track', trackId, seen));
    return { ...noChanges, tracks: [{ id: trackId, before, after: null }] };
  },
);

export const trackMember = z
  .strictObject({ personId: id.meta({ description: 'Who it is.' }), part: memberPart })
  .meta({ description: "A person's place in a working group." });

/** Who belongs to a working group, all of them and in order. */
export const setMembers = edit(
  z
    .strictObject({
      ...whichTrack,
      members: z
        .array(trackMember)
        .max(1_000)
        .refine(
          (list) => new Set(list.map(({ personId }) => personId)).size === list.length,
          'must name each person once',
        )
        .refine(
          (list) => list.filter(({ part }) => part === 'CHAIR').length <= 1,
          'must have at most one chair',
        )
        .meta({ description: 'One chair at most.' }),
    })
    .meta({ description: 'Who belongs to a working group, all of them and in order.' }),
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

/** When a person can be used. @throws {Refusal} NOT_FOUND; STALE_VERSION with the windows as they stand */
export function planAvailability(
  draft: Draft,
  personId: string,
  { version: seen, windows: wanted }: { readonly version: number; readonly windows: readonly Window[] },
): Changes {
  if (!draft.people.has(personId)) throw notFound('Person');
  const row = draft.availability.get(personId);
  if ((row?.version ?? 0) !== seen) throw staleVersion('Availability', seen, { ...row });
  const before = { id: personId, windows: row?.windows ?? [] };
  return {
    ...noChanges,
    availability: [{ id: personId, before, after: { ...before, windows: wanted } }],
  };
}

/** When a person or a room can be used; no windows for the whole event. */
export const setAvailability = edit(
  z
    .strictObject({
      personId: id.nullish().meta({ description: 'The person.' }),
      roomId: id.nullish().meta({ description: 'The room.' }),
      version: version.meta({
        description: 'Of the room, or of the availability of the person: 0 where there is none.',
      }),
      windows,
    })
    .refine(({ personId, roomId }) => (personId == null) !== (roomId == null), {
      path: ['personId'],
      error: 'must stand alone: either a person or a room',
    })
    .meta({ description: 'When a person or a room can be used: one of the two is named.' }),
  (draft, input) => {
    if (input.roomId != null) {
      const before = withoutVersion(rowToEdit(draft.rooms, 'Room', input.roomId, input.version));
      return {
        ...noChanges,
        rooms: [{ id: before.id, before, after: { ...before, windows: input.windows } }],
      };
    }
    return planAvailability(draft, input.personId ?? '', input);
  },
  ({ personId }) => (personId == null ? [] : [personId]),
);
