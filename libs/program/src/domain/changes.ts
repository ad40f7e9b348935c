import { isDeepStrictEqual } from 'node:util';
import { stored } from '@plenary/platform';
import { z } from 'zod';
import {
  availability,
  limitsContent,
  roomContent,
  trackContent,
  type Availability,
  type LimitsContent,
  type RoomContent,
  type TrackContent,
} from './content.js';
import { sessionContent, type SessionContent } from './session-content.js';

/** One row of the draft, as it was and as it is to be: null where there is none. */
export interface Change<Content> {
  readonly id: string;
  readonly before: Content | null;
  readonly after: Content | null;
}

/** What an edit does, by kind of row. Undoing it is the same turned around. */
export interface Changes {
  readonly rooms: readonly Change<RoomContent>[];
  readonly tracks: readonly Change<TrackContent>[];
  readonly availability: readonly Change<Availability>[];
  readonly sessions: readonly Change<SessionContent>[];
  /** One at most. */
  readonly limits: readonly Change<LimitsContent>[];
}

export const noChanges: Changes = { rooms: [], tracks: [], availability: [], sessions: [], limits: [] };

function changesOf<Content extends z.ZodType>(content: Content) {
  const change = z.object({ id: z.string(), before: content.nullable(), after: content.nullable() });
  return z.array(change.readonly()).readonly();
}

const changes = z.object({
  rooms: changesOf(roomContent),
  tracks: changesOf(trackContent),
  availability: changesOf(availability),
  sessions: changesOf(sessionContent),
  limits: changesOf(limitsContent),
});

/** Edits were recorded before limits could be. */
const withLimits = z.looseObject({}).transform((edit) => ({ limits: [], ...edit }));

/** What an edit did, as the log has it. */
export const storedEdit = stored('edit', changes, [withLimits]);

function turn<Content>({ id, before, after }: Change<Content>): Change<Content> {
  return { id, before: after, after: before };
}

/** The ids of the people whom the changed rows name, as they were or as they will be. */
export function peopleNamed({ tracks, availability: windows, sessions }: Changes): Set<string> {
  const parts = [
    ...tracks.flatMap(({ before, after }) => [...(before?.members ?? []), ...(after?.members ?? [])]),
    ...sessions.flatMap(({ before, after }) => [
      ...(before?.appearances ?? []),
      ...(after?.appearances ?? []),
    ]),
  ];
  return new Set([...parts.map(({ personId }) => personId), ...windows.map(({ id }) => id)]);
}

/** What takes the changes back. */
export function inverse({ rooms, tracks, availability: windows, sessions, limits }: Changes): Changes {
  return {
    rooms: rooms.map(turn),
    tracks: tracks.map(turn),
    availability: windows.map(turn),
    sessions: sessions.map(turn),
    limits: limits.map(turn),
  };
}

export function isEmpty(changed: Changes): boolean {
  return Object.values(changed).every((list: readonly unknown[]) => list.length === 0);
}

/** Whether two contents of a row say the same. Versions and what really happened are not content. */
function sameAs<Content>(schema: z.ZodType<Content>) {
  return (a: Content | null, b: Content | null): boolean =>
    a === null || b === null ? a === b : isDeepStrictEqual(z.encode(schema, a), z.encode(schema, b));
}

export const sameRoom = sameAs<RoomContent>(roomContent);
export const sameTrack = sameAs<TrackContent>(trackContent);
export const sameAvailability = sameAs<Availability>(availability);
export const sameLimits = sameAs<LimitsContent>(limitsContent);
export const sameSession = sameAs<SessionContent>(sessionContent);

/** The changes without those after which a row says what it said before. */
export function effective({ rooms, tracks, availability: windows, sessions, limits }: Changes): Changes {
  return {
    rooms: rooms.filter(({ before, after }) => !sameRoom(before, after)),
    tracks: tracks.filter(({ before, after }) => !sameTrack(before, after)),
    availability: windows.filter(({ before, after }) => !sameAvailability(before, after)),
    sessions: sessions.filter(({ before, after }) => !sameSession(before, after)),
    limits: limits.filter(({ before, after }) => !sameLimits(before, after)),
  };
}
