import type { Draft, Room, TimedSession } from '../draft.js';
import { finding, type ProgramFinding } from './finding.js';
import {
  inOrderOfStart,
  isSittingKind,
  minute,
  minutesOf,
  names,
  overlaps,
  spanOf,
  stretches,
  type Span,
} from './spans.js';

/** What is wrong in one room, whose sessions these are. */
export function findInRoom(draft: Draft, room: Room, sessions: readonly TimedSession[]): ProgramFinding[] {
  const spans = inOrderOfStart(sessions.map(spanOf));
  return [
    ...roomOverlaps(draft, room, spans),
    ...unavailable(draft, room, spans),
    ...shortChangeovers(draft, room, spans),
    ...tooSmall(draft, room, sessions),
    ...withoutBreak(draft, room, spans),
  ];
}

function roomOverlaps(draft: Draft, room: Room, spans: readonly Span[]): ProgramFinding[] {
  const say = names(draft);
  return overlaps(spans).map(([a, b]) =>
    finding(
      'room-overlap',
      { sessions: [a.session, b.session] },
      `${say.session(a.session)} and ${say.session(b.session)} are both in ${say.room(room)} at ${say.time(b.from)}.`,
      'Move one of them to another time or room.',
    ),
  );
}

function unavailable(draft: Draft, room: Room, spans: readonly Span[]): ProgramFinding[] {
  if (room.windows.length === 0) return [];
  const say = names(draft);
  const isCovered = ({ from, to }: Span): boolean =>
    room.windows.some(({ startsAt, endsAt }) => startsAt.getTime() <= from && to <= endsAt.getTime());
  return spans
    .filter((span) => !isCovered(span))
    .map(({ session, from, to }) =>
      finding(
        'room-unavailable',
        { sessions: [session] },
        `${say.room(room)} can't be used for all of ${say.session(session)}, ${say.time(from)}–${say.time(to)}.`,
        'Move it to another time or room, or have the room for longer.',
      ),
    );
}

function shortChangeovers(draft: Draft, room: Room, spans: readonly Span[]): ProgramFinding[] {
  const say = names(draft);
  const { changeover } = draft.frame.limits;
  return spans.flatMap((next, index) => {
    const last = spans[index - 1];
    if (last === undefined) return [];
    const [a, b] = [last.session, next.session];
    const gap = (next.from - last.to) / minute;
    const changes = a.trackId !== b.trackId || a.setUp !== b.setUp;
    if (!changes || gap < 0 || gap >= changeover) return [];
    const what = a.setUp !== b.setUp ? 'set-up' : 'track';
    return finding(
      'short-changeover',
      { sessions: [a, b] },
      `${say.room(room)} has ${String(gap)} min between ${say.session(a)} and ${say.session(b)}, whose ${what} is another.`,
      `Leave at least ${String(changeover)} min, or use another room.`,
    );
  });
}

function tooSmall(draft: Draft, room: Room, sessions: readonly TimedSession[]): ProgramFinding[] {
  const { capacity } = room;
  if (capacity === null) return [];
  const say = names(draft);
  return sessions.flatMap((session) => {
    const { expectedAttendance: expected } = session;
    if (expected === null || expected <= capacity) return [];
    return finding(
      'room-too-small',
      { sessions: [session] },
      `${String(expected)} are expected in ${say.session(session)}, and ${say.room(room)} takes ${String(capacity)}.`,
      'Use a larger room, or limit the session.',
    );
  });
}

/** An audience stays in its room: sessions that follow without a pause are one long sitting. */
function withoutBreak(draft: Draft, room: Room, spans: readonly Span[]): ProgramFinding[] {
  const say = names(draft);
  const { pause, sitting } = draft.frame.limits;
  const sat = spans.filter(({ session }) => isSittingKind(session.kind));
  return stretches(sat, pause * minute).flatMap((stretch) => {
    const minutes = minutesOf(stretch);
    const [first] = stretch;
    if (first === undefined || minutes <= sitting) return [];
    return finding(
      'audience-without-break',
      { sessions: stretch.map(({ session }) => session) },
      `In ${say.room(room)} people sit for ${String(minutes)} min without a break, from ${say.time(first.from)}.`,
      `Put in a break of ${String(pause)} min within ${String(sitting)} min.`,
    );
  });
}
