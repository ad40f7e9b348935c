import { displayName, type Person } from '@plenary/event';
import { localText, type Texts } from '@plenary/platform/texts';
import type { SessionKind } from '../content.js';
import type { Draft, EventFrame, TimedSession } from '../draft.js';
import { timeIn } from '../times.js';

/** A stretch of time that a session takes of something: a room, a person. */
export interface Span {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly session: TimedSession;
}

export const minute = 60_000;

/** Whether people sit and listen in such a session. */
export function isSittingKind(kind: SessionKind): boolean {
  return kind !== 'BREAK' && kind !== 'SOCIAL' && kind !== 'VISIT';
}

export function spanOf(session: TimedSession): Span {
  return { from: session.startsAt.getTime(), to: session.endsAt.getTime(), session };
}

export function inOrderOfStart(spans: readonly Span[]): Span[] {
  return spans.toSorted((a, b) => a.from - b.from || a.to - b.to || (a.session.id < b.session.id ? -1 : 1));
}

/** Pairs that overlap, of spans in the order of their start. What only touches does not overlap. */
export function overlaps(spans: readonly Span[]): [Span, Span][] {
  const pairs: [Span, Span][] = [];
  let open: Span[] = [];
  for (const next of spans) {
    open = open.filter(({ to }) => to > next.from);
    for (const earlier of open) if (earlier.session.id !== next.session.id) pairs.push([earlier, next]);
    open.push(next);
  }
  return pairs;
}

/** Stretches without a gap of at least `pauseMs`, of spans in the order of their start. */
export function stretches(spans: readonly Span[], pauseMs: number): Span[][] {
  const found: Span[][] = [];
  let end = -Infinity;
  for (const span of spans) {
    const current = found.at(-1);
    if (current === undefined || span.from - end >= pauseMs) found.push([span]);
    else current.push(span);
    end = Math.max(end, span.to);
  }
  return found;
}

/** How long a stretch lasts, in minutes. */
export function minutesOf(stretch: readonly Span[]): number {
  const from = Math.min(...stretch.map((span) => span.from));
  return (Math.max(...stretch.map(({ to }) => to)) - from) / minute;
}

/** How things are called in the messages of findings. */
interface Names {
  session(session: { readonly title: Texts }): string;
  room(room: { readonly name: Texts } | undefined): string;
  person(person: Person): string;
  time(at: number): string;
}

/** By the event: every rule asks for them, and most find nothing to name. */
const kept = new WeakMap<EventFrame, Names>();

export function names({ frame }: Draft): Names {
  const known = kept.get(frame) ?? namesIn(frame);
  kept.set(frame, known);
  return known;
}

function namesIn({ languages, timeZone }: EventFrame): Names {
  const inFirst = (texts: Texts): string => localText(texts, languages[0] ?? 'en', languages).text;
  return {
    session: ({ title }) => `“${inFirst(title)}”`,
    room: (room) => (room === undefined ? '' : inFirst(room.name)),
    person: (person) => displayName(person, 'en'),
    time: (at) => timeIn(new Date(at), timeZone),
  };
}
