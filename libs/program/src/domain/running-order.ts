import { z } from 'zod';
import type { ProgramSession } from './program-document.js';

export const runningState = z.enum(['UPCOMING', 'RUNNING', 'ENDED']);
export type RunningState = z.output<typeof runningState>;

/** When sessions really started and ended, by session. */
export type ActualTimesById = ReadonlyMap<
  string,
  { readonly actualStartsAt: Date | null; readonly actualEndsAt: Date | null }
>;

/** A session of the release as the day has it. */
export interface RunningSession {
  readonly sessionId: string;
  readonly state: RunningState;
  /** When it starts and ends, as far as is known: the real instants, else the planned ones as they have slid. */
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** How many minutes after the release's time it starts; 0 for one in time or early. */
  readonly lateMinutes: number;
}

type Planned = Pick<ProgramSession, 'id' | 'startsAt' | 'endsAt' | 'room'>;

/**
 * The running order: what is late in a room makes what follows there late, until a gap takes it up. It follows from
 * the release and from what really happened alone, so that everybody sees the same; the release stays as it is.
 */
export function runningOrder(sessions: readonly Planned[], actual: ActualTimesById): RunningSession[] {
  const freeAt = new Map<string, number>();
  return [...sessions]
    .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
    .map((session) => {
      const planned = Date.parse(session.startsAt);
      const length = Date.parse(session.endsAt) - planned;
      const { actualStartsAt = null, actualEndsAt = null } = actual.get(session.id) ?? {};
      const free = session.room === null ? -Infinity : (freeAt.get(session.room) ?? -Infinity);
      const startsAt = actualStartsAt?.getTime() ?? Math.max(planned, free);
      const endsAt = actualEndsAt?.getTime() ?? startsAt + length;
      if (session.room !== null) freeAt.set(session.room, endsAt);
      return {
        sessionId: session.id,
        state: actualStartsAt === null ? 'UPCOMING' : actualEndsAt === null ? 'RUNNING' : 'ENDED',
        startsAt: new Date(startsAt),
        endsAt: new Date(endsAt),
        lateMinutes: Math.max(0, Math.round((startsAt - planned) / 60_000)),
      };
    });
}
