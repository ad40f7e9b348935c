import type { Session } from '@plenary/program';
import type { Cue } from './cue.js';
import type { Recognised } from './recognise-speakers.js';

/** One speaker's uninterrupted cues, with the session they were spoken in. */
export interface SpokenTurn {
  readonly speaker: Recognised;
  /** Index of the first and the last cue. */
  readonly firstCue: number;
  readonly lastCue: number;
  /** Null outside of all sessions. */
  readonly session: Session | null;
}

/** A silence this long ends a turn, even where the same person goes on: a break lay between. */
const silenceMs = 60_000;
/** A speaker may begin this much before the planned time. */
const earlyMs = 30_000;

interface Span {
  readonly session: Session;
  readonly startsAt: number;
}

/**
 * The cues as turns, each in the session that was on when it began.
 * @param startsAt the instant of the transcript's 00:00:00
 * @param only the one session that the transcript is of; null for the whole event
 */
export function assembleTurns(
  cues: readonly Cue[],
  startsAt: Date,
  speakers: ReadonlyMap<string, Recognised>,
  sessions: readonly Session[],
  only: Session | null,
): SpokenTurn[] {
  const turns: SpokenTurn[] = [];
  const timed = timedSpans(sessions);
  let trailing = trailingSpans(sessions, timed);
  let session = only;
  cues.forEach((cue, index) => {
    const speaker = speakers.get(cue.label) ?? { label: cue.label, kind: 'UNKNOWN' as const, personId: null };
    const last = turns.at(-1);
    const before = cues[index - 1];
    const continues =
      last?.speaker.label === cue.label && before !== undefined && cue.from - before.to < silenceMs;
    if (continues) {
      turns[turns.length - 1] = { ...last, lastCue: index };
      return;
    }
    if (only === null) {
      const at = startsAt.getTime() + cue.from + earlyMs;
      const [next] = trailing;
      const isTrailing = trailing.length < trailingSpans(sessions, timed).length;
      if (next !== undefined && at >= next.startsAt && mayOpen(next.session, speaker, session)) {
        session = next.session;
        trailing = trailing.slice(1);
      } else if (!isTrailing) {
        session = timed.findLast((span) => span.startsAt <= at)?.session ?? session;
      }
    }
    turns.push({ speaker, firstCue: index, lastCue: index, session });
  });
  return turns;
}

/** Sessions by when they really began, else as planned; of two at once, the plenary one. */
function timedSpans(sessions: readonly Session[]): Span[] {
  return sessions
    .flatMap((session) => {
      const start = session.actualStartsAt ?? session.startsAt;
      return session.kind === 'BREAK' || start === null ? [] : [{ session, startsAt: start.getTime() }];
    })
    .sort((a, b) => a.startsAt - b.startsAt || Number(a.session.plenary) - Number(b.session.plenary));
}

/** Sessions without a time at the end of the program, such as closing remarks: they follow the last one that has. */
function trailingSpans(sessions: readonly Session[], timed: readonly Span[]): Span[] {
  const last = timed.at(-1)?.session;
  const end = last?.actualEndsAt ?? last?.endsAt;
  if (end === undefined || end === null) return [];
  return sessions
    .filter(
      ({ kind, startsAt, actualStartsAt }) =>
        kind !== 'BREAK' && startsAt === null && actualStartsAt === null,
    )
    .map((session) => ({ session, startsAt: end.getTime() }));
}

/** Whoever still belongs to the session before is running over; anybody else opens the next. */
function mayOpen(next: Session, speaker: Recognised, current: Session | null): boolean {
  const { personId } = speaker;
  if (next.appearances.some((appearance) => appearance.personId === personId)) return true;
  if (speaker.kind === 'QUESTIONER') return false;
  return (
    personId === null ||
    !(current?.appearances.some((appearance) => appearance.personId === personId) ?? false)
  );
}
