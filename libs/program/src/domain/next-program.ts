import { localInstant } from '@plenary/formats/local-times';
import type { ProgramFile } from './export-program.js';
import { isoIn } from './times.js';

/** How a program is taken over into another event. */
interface Shift {
  /** From the first day of the one event to that of the other. */
  readonly days: number;
  /** Of the other event, IANA. */
  readonly timeZone: string;
  /** Whether those who appear come along. */
  readonly people: boolean;
}

type SessionFile = NonNullable<ProgramFile['sessions']>[number];
type Parts = NonNullable<SessionFile['appearances']>;

/**
 * The program of an event as the next one starts with it: every time at the same time of day, as many days later. What
 * belongs to the one event alone stays behind: when people could come, what they agreed to, where sessions were joined
 * and when they really took place.
 */
export function nextProgram(program: ProgramFile, { days, timeZone, people }: Shift): ProgramFile {
  const shift = (at: string): string => isoIn(shiftInstant(at, days, timeZone), timeZone);
  const invited = (parts: Parts = []): Parts =>
    people
      ? parts.map(({ person, role, languages = [] }) => ({
          person,
          role,
          languages,
          state: 'INVITED' as const,
        }))
      : [];
  return {
    rooms: (program.rooms ?? []).map((room) => ({
      ...room,
      windows: (room.windows ?? []).map(({ startsAt, endsAt }) => ({
        startsAt: shift(startsAt),
        endsAt: shift(endsAt),
      })),
    })),
    tracks: (program.tracks ?? []).map(({ members = [], ...track }) => ({
      ...track,
      members: people ? members : [],
    })),
    sessions: (program.sessions ?? []).map(
      ({ startsAt, endsAt, actualStartsAt: _start, actualEndsAt: _end, joinLinks: _links, ...session }) => ({
        ...session,
        ...(startsAt === undefined || endsAt === undefined ? {} : shiftedTimes(startsAt, endsAt)),
        appearances: invited(session.appearances),
        items: (session.items ?? []).map((item) => ({ ...item, appearances: invited(item.appearances) })),
      }),
    ),
  };

  /** Where clocks are put forward over its end, a session keeps its length. */
  function shiftedTimes(startsAt: string, endsAt: string): { startsAt: string; endsAt: string } {
    const start = shiftInstant(startsAt, days, timeZone);
    const end = shiftInstant(endsAt, days, timeZone);
    const length = Date.parse(endsAt) - Date.parse(startsAt);
    const later = end > start ? end : new Date(start.getTime() + length);
    return { startsAt: isoIn(start, timeZone), endsAt: isoIn(later, timeZone) };
  }
}

/**
 * The instant that a zone's clocks show days later what stands in a text with an offset. Where they never show it, they
 * have been put forward over it: as much later. Where they show it twice, the first time.
 */
function shiftInstant(at: string, days: number, timeZone: string): Date {
  const day = new Date(Date.parse(`${at.slice(0, 10)}T00:00:00Z`) + days * 86_400_000)
    .toISOString()
    .slice(0, 10);
  const found = localInstant(`${day} ${at.slice(11, 19)}`, timeZone);
  if ('instant' in found) return found.instant;
  const { code, choices, message } = found.problem;
  const choice = choices[code === 'GAP' ? 1 : 0];
  if (choice === undefined) throw new Error(message);
  return new Date(choice);
}
