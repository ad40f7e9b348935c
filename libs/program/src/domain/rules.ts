import { displayName } from '@plenary/event';
import { localText } from '@plenary/platform/texts';
import { isTimed, type Draft, type Session, type TimedSession } from './draft.js';
import type { Finding, ProgramRule } from './finding.js';
import { dayIn, timeIn } from './times.js';

/** Every finding of a draft, by rule, then in the order of the program. */
export function findInDraft(draft: Draft): Finding[] {
  const timed = draft.sessions.filter(isTimed).sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  return [
    ...roomOverlaps(draft, timed),
    ...personOverlaps(draft, timed),
    ...outsideEvent(draft, timed),
    ...plenaryParallels(draft, timed),
    ...declinedSpeakers(draft, timed),
  ];
}

interface Interval {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly session: TimedSession;
}

function interval(session: TimedSession): Interval {
  return { startsAt: session.startsAt.getTime(), endsAt: session.endsAt.getTime(), session };
}

/** Pairs that overlap, of intervals in the order of their start. What only touches does not overlap. */
function overlaps(intervals: readonly Interval[]): [Interval, Interval][] {
  const pairs: [Interval, Interval][] = [];
  const open: Interval[] = [];
  for (const next of intervals) {
    for (let index = open.length - 1; index >= 0; index -= 1) {
      const earlier = open[index];
      if (earlier === undefined) continue;
      if (earlier.endsAt <= next.startsAt) open.splice(index, 1);
      else if (earlier.session.id !== next.session.id) pairs.push([earlier, next]);
    }
    open.push(next);
  }
  return pairs;
}

function groupBy<Value, Key>(values: readonly Value[], keyOf: (value: Value) => Key): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return groups;
}

function titleOf(draft: Draft, session: Session): string {
  return `“${localText(session.title, draft.languages[0] ?? 'en', draft.languages).text}”`;
}

function blocker(
  rule: ProgramRule,
  ids: readonly string[],
  sessions: readonly Session[],
  message: string,
  fix: string,
): Finding {
  return {
    id: [rule, ...ids].join(':'),
    rule,
    severity: 'BLOCKER',
    sessionIds: sessions.map(({ id }) => id),
    message,
    fix,
  };
}

function roomOverlaps(draft: Draft, timed: readonly TimedSession[]): Finding[] {
  const rooms = new Map(draft.rooms.map((room) => [room.id, room]));
  const inRooms = groupBy(timed, ({ roomId }) => roomId);
  return [...inRooms].flatMap(([roomId, sessions]) => {
    if (roomId === null) return [];
    const room = localText(rooms.get(roomId)?.name ?? {}, 'en', draft.languages).text;
    return overlaps(sessions.map(interval)).map(([a, b]) =>
      blocker(
        'room-overlap',
        [a.session.id, b.session.id],
        [a.session, b.session],
        `${titleOf(draft, a.session)} and ${titleOf(draft, b.session)} are both in ${room} at ${timeIn(b.session.startsAt, draft.timeZone)}.`,
        'Move one of them to another time or room.',
      ),
    );
  });
}

/** When a person is bound: for their own items only, where they have no other part in the session. */
function boundIntervals(session: TimedSession): Map<string, Interval[]> {
  const whole = interval(session);
  let startsAt = whole.startsAt;
  const items = new Map(
    session.items.map((item) => {
      const own = { startsAt, endsAt: startsAt + item.minutes * 60_000, session };
      startsAt = own.endsAt;
      return [item.id, own] as const;
    }),
  );
  const standing = session.appearances.filter(({ state }) => state !== 'DECLINED');
  const byPerson = groupBy(standing, ({ personId }) => personId);
  return new Map(
    [...byPerson].map(([personId, appearances]) => {
      const own = appearances.map(({ itemId }) => (itemId === null ? whole : (items.get(itemId) ?? whole)));
      return [personId, own.includes(whole) ? [whole] : own] as const;
    }),
  );
}

function personOverlaps(draft: Draft, timed: readonly TimedSession[]): Finding[] {
  const bound = new Map<string, Interval[]>();
  for (const session of timed) {
    for (const [personId, intervals] of boundIntervals(session)) {
      bound.set(personId, [...(bound.get(personId) ?? []), ...intervals]);
    }
  }
  return draft.people.flatMap((person) => {
    const intervals = (bound.get(person.id) ?? []).sort((a, b) => a.startsAt - b.startsAt);
    const seen = new Set<string>();
    return overlaps(intervals).flatMap(([a, b]) => {
      const pair = [a.session.id, b.session.id].sort().join(':');
      if (seen.has(pair)) return [];
      seen.add(pair);
      return blocker(
        'person-overlap',
        [person.id, a.session.id, b.session.id],
        [a.session, b.session],
        `${displayName(person, 'en')} is in ${titleOf(draft, a.session)} and ${titleOf(draft, b.session)} at once, at ${timeIn(new Date(b.startsAt), draft.timeZone)}.`,
        'Move one of the sessions, or give one of the parts to somebody else.',
      );
    });
  });
}

function outsideEvent(draft: Draft, timed: readonly TimedSession[]): Finding[] {
  return timed
    .filter((session) => {
      const lastInstant = new Date(session.endsAt.getTime() - 1);
      return (
        dayIn(session.startsAt, draft.timeZone) < draft.startsOn ||
        dayIn(lastInstant, draft.timeZone) > draft.endsOn
      );
    })
    .map((session) =>
      blocker(
        'outside-event',
        [session.id],
        [session],
        `${titleOf(draft, session)}, on ${dayIn(session.startsAt, draft.timeZone)}, is not within ${draft.startsOn} to ${draft.endsOn} (${draft.timeZone}).`,
        "Move it, or change the event's days.",
      ),
    );
}

function plenaryParallels(draft: Draft, timed: readonly TimedSession[]): Finding[] {
  const open = timed.filter(({ kind, visibility }) => kind !== 'BREAK' && visibility === 'PUBLIC');
  return overlaps(open.map(interval))
    .filter(([a, b]) => a.session.plenary || b.session.plenary)
    .map(([a, b]) =>
      blocker(
        'plenary-parallel',
        [a.session.id, b.session.id],
        [a.session, b.session],
        `${titleOf(draft, a.session)} and ${titleOf(draft, b.session)} run at once at ${timeIn(b.session.startsAt, draft.timeZone)}, but everybody is expected in a plenary.`,
        'Move one of them, or let the plenary be an ordinary session.',
      ),
    );
}

function declinedSpeakers(draft: Draft, timed: readonly TimedSession[]): Finding[] {
  const people = new Map(draft.people.map((person) => [person.id, person]));
  return timed.flatMap((session) =>
    session.appearances.flatMap(({ personId, state }) => {
      const person = people.get(personId);
      if (state !== 'DECLINED' || person === undefined) return [];
      return blocker(
        'declined-speaker',
        [session.id, personId],
        [session],
        `${displayName(person, 'en')} has declined, but still stands in ${titleOf(draft, session)}.`,
        'Take them out of the session, or invite somebody else.',
      );
    }),
  );
}
