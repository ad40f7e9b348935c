import { timeIn } from '../domain/times.js';
import type { ProgramSession } from '../domain/program-document.js';

/** A place in a day's timetable. */
export interface TimetableCell {
  /** Null where the room is free. */
  readonly session: ProgramSession | null;
  /** How many columns and rows it takes. */
  readonly columns: number;
  readonly rows: number;
}

/** From one start or end to the next. */
export interface TimetableRow {
  readonly times: string;
  /** Those that begin in this row, from left to right. */
  readonly cells: readonly TimetableCell[];
}

/** A day as a grid: what runs at once stands side by side, what runs alone takes the whole width. */
export interface Timetable {
  readonly columns: number;
  readonly rows: readonly TimetableRow[];
}

/** A session with its times in milliseconds. */
interface Held {
  readonly session: ProgramSession;
  readonly from: number;
  readonly to: number;
}

/** A room, or a second one of the same name where it is booked twice. */
interface Lane {
  readonly room: string | null;
  readonly held: Held[];
}

/** Wider grids can't be read on a page: what runs at once is then a list. */
const mostColumns = 7;

/**
 * @param sessions of one day, in the order of their start
 * @param rooms ids, in the order in which they stand side by side
 */
export function timetableOf(
  sessions: readonly ProgramSession[],
  rooms: readonly string[],
  timeZone: string,
): Timetable {
  const groups = groupsOf(sessions).flatMap((group) => {
    const lanes = lanesOf(group, rooms);
    return lanes.length > mostColumns ? group.map((held) => lanesOf([held], rooms)) : [lanes];
  });
  const columns = Math.max(1, ...groups.map(({ length }) => length));
  const timesOf = (from: number, to: number): string =>
    `${timeIn(new Date(from), timeZone)}–${timeIn(new Date(to), timeZone)}`;
  return { columns, rows: groups.flatMap(rowsOf) };

  function rowsOf(lanes: readonly Lane[]): TimetableRow[] {
    const all = lanes.flatMap(({ held }) => held);
    const bounds = [...new Set(all.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
    return bounds.slice(0, -1).map((from, row) => ({
      times: timesOf(from, bounds[row + 1] ?? from),
      cells: lanes.flatMap(({ held }, lane): TimetableCell[] => {
        const now = held.find((one) => one.from <= from && from < one.to);
        const width = shareOf(columns, lanes.length, lane);
        if (now === undefined) return [{ session: null, columns: width, rows: 1 }];
        if (now.from < from) return [];
        return [{ session: now.session, columns: width, rows: bounds.indexOf(now.to) - row }];
      }),
    }));
  }
}

/** How many of the grid's columns each of a few lanes takes. */
function shareOf(columns: number, lanes: number, lane: number): number {
  return Math.floor(columns / lanes) + (lane < columns % lanes ? 1 : 0);
}

/** Sessions that hang together because one runs while the next does. */
function groupsOf(sessions: readonly ProgramSession[]): Held[][] {
  const groups: Held[][] = [];
  let end = -Infinity;
  for (const session of sessions) {
    const held = { session, from: Date.parse(session.startsAt), to: Date.parse(session.endsAt) };
    if (held.from < end) groups.at(-1)?.push(held);
    else groups.push([held]);
    end = Math.max(end, held.to);
  }
  return groups;
}

/** A lane for each room, and more where sessions overlap in one or have none. */
function lanesOf(group: readonly Held[], rooms: readonly string[]): Lane[] {
  const lanes: Lane[] = [];
  for (const held of group) {
    const { room } = held.session;
    const free = lanes.find(
      (lane) => lane.room === room && lane.held.every(({ from, to }) => to <= held.from || held.to <= from),
    );
    if (free === undefined) lanes.push({ room, held: [held] });
    else free.held.push(held);
  }
  const place = ({ room }: Lane): number => (room === null ? rooms.length : rooms.indexOf(room));
  return lanes.sort((a, b) => place(a) - place(b));
}
