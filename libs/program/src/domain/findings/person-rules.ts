import type { Person } from '@plenary/event';
import type { Draft, TimedSession, Track } from '../draft.js';
import { finding, type ProgramFinding } from './finding.js';
import { inOrderOfStart, minute, minutesOf, names, overlaps, spanOf, stretches, type Span } from './spans.js';

/**
 * What is wrong with one person's time.
 * @param own the sessions in which they appear
 * @param sittings the sessions of the working groups that they are a member of
 */
export function findForPerson(
  draft: Draft,
  person: Person,
  own: readonly TimedSession[],
  sittings: readonly TimedSession[],
): ProgramFinding[] {
  const spans = inOrderOfStart(own.flatMap((session) => boundSpans(session, person.id)));
  return [
    ...personOverlaps(draft, person, spans),
    ...unavailable(draft, person, spans),
    ...shortWalks(draft, person, spans),
    ...interpretsWithoutBreak(draft, person, own),
    ...memberElsewhere(draft, person, spans, sittings),
  ];
}

/** When a session binds a person: for their own items only, where they have no other part in it. */
function boundSpans(session: TimedSession, personId: string): Span[] {
  const parts = session.appearances.filter(
    (appearance) => appearance.personId === personId && appearance.state !== 'DECLINED',
  );
  if (parts.length === 0) return [];
  const whole = spanOf(session);
  if (parts.some(({ itemId }) => itemId === null)) return [whole];
  const items = new Set(parts.map(({ itemId }) => itemId));
  let from = whole.from;
  return session.items.flatMap(({ id, minutes }) => {
    const span = { from, to: from + minutes * minute, session };
    from = span.to;
    return items.has(id) ? [span] : [];
  });
}

function personOverlaps(draft: Draft, person: Person, spans: readonly Span[]): ProgramFinding[] {
  const say = names(draft);
  const seen = new Set<string>();
  return overlaps(spans).flatMap(([a, b]) => {
    const found = finding(
      'person-overlap',
      { people: [person], sessions: [a.session, b.session] },
      `${say.person(person)} is in ${say.session(a.session)} and ${say.session(b.session)} at once, at ${say.time(b.from)}.`,
      'Move one of the sessions, or give one of the parts to somebody else.',
    );
    // Two items of one session may both meet the other session.
    if (seen.has(found.id)) return [];
    seen.add(found.id);
    return found;
  });
}

function unavailable(draft: Draft, person: Person, spans: readonly Span[]): ProgramFinding[] {
  const windows = draft.availability.get(person.id)?.windows ?? [];
  if (windows.length === 0) return [];
  const say = names(draft);
  const away = spans.filter(
    ({ from, to }) =>
      !windows.some(({ startsAt, endsAt }) => startsAt.getTime() <= from && to <= endsAt.getTime()),
  );
  const sessions = new Map(away.map((span) => [span.session.id, span]));
  return [...sessions.values()].map(({ session, from, to }) =>
    finding(
      'person-unavailable',
      { people: [person], sessions: [session] },
      `${say.person(person)} is not available for ${say.session(session)}, ${say.time(from)}–${say.time(to)}.`,
      'Move it to when they are, or give the part to somebody else.',
    ),
  );
}

function shortWalks(draft: Draft, person: Person, spans: readonly Span[]): ProgramFinding[] {
  const say = names(draft);
  const { walk } = draft.frame.limits;
  return spans.flatMap((next, index) => {
    const last = spans[index - 1];
    if (last === undefined) return [];
    const [a, b] = [draft.rooms.get(last.session.roomId ?? ''), draft.rooms.get(next.session.roomId ?? '')];
    const gap = (next.from - last.to) / minute;
    if (a === undefined || b === undefined || a.id === b.id || b.virtual || gap < 0 || gap >= walk) return [];
    return finding(
      'short-walk',
      { people: [person], sessions: [last.session, next.session] },
      `${say.person(person)} has ${String(gap)} min from ${say.room(a)} to ${say.room(b)}, between ${say.session(last.session)} and ${say.session(next.session)}.`,
      `Leave at least ${String(walk)} min.`,
    );
  });
}

/** A pair works together, so what is too long for one is too long for both. */
function interpretsWithoutBreak(
  draft: Draft,
  person: Person,
  own: readonly TimedSession[],
): ProgramFinding[] {
  const say = names(draft);
  const { pause, interpreters } = draft.frame.limits;
  const works = ({ appearances }: TimedSession): boolean =>
    appearances.some(
      ({ personId, role, state }) => personId === person.id && role === 'INTERPRETER' && state !== 'DECLINED',
    );
  return stretches(inOrderOfStart(own.filter(works).map(spanOf)), pause * minute).flatMap((stretch) => {
    const minutes = minutesOf(stretch);
    const [first] = stretch;
    if (first === undefined || minutes <= interpreters) return [];
    return finding(
      'interpreters-without-break',
      { people: [person], sessions: stretch.map(({ session }) => session) },
      `${say.person(person)} interprets for ${String(minutes)} min without a break, from ${say.time(first.from)}.`,
      `Put in a break of ${String(pause)} min within ${String(interpreters)} min, or have another team take over.`,
    );
  });
}

function memberElsewhere(
  draft: Draft,
  person: Person,
  spans: readonly Span[],
  sittings: readonly TimedSession[],
): ProgramFinding[] {
  const say = names(draft);
  const sat = sittings.map(spanOf);
  const elsewhere = spans.filter(({ session }) => !sittings.some(({ id }) => id === session.id));
  const found = elsewhere.flatMap((part) =>
    sat
      .filter(({ from, to }) => from < part.to && part.from < to)
      .map((sitting) =>
        finding(
          'member-elsewhere',
          { people: [person], sessions: [part.session, sitting.session] },
          `${say.person(person)} has a part in ${say.session(part.session)} while their working group sits, ${say.session(sitting.session)}.`,
          'Move one of the two, or let somebody else speak for them.',
        ),
      ),
  );
  return [...new Map(found.map((one) => [one.id, one])).values()];
}

/** What is wrong with the sittings of one working group. */
export function findInTrack(draft: Draft, track: Track, sessions: readonly TimedSession[]): ProgramFinding[] {
  if (track.kind !== 'WORKING_GROUP') return [];
  const say = names(draft);
  return overlaps(inOrderOfStart(sessions.map(spanOf))).map(([a, b]) =>
    finding(
      'sittings-overlap',
      { sessions: [a.session, b.session] },
      `${say.room(track)} sits twice at once, in ${say.session(a.session)} and ${say.session(b.session)}, at ${say.time(b.from)}.`,
      'Move one of the sittings.',
    ),
  );
}
