import { localText, localTime } from '@plenary/formats/local-times';
import type { z } from 'zod';
import { appearanceState } from '../content.js';
import { byKey, type Draft, type Room, type Track } from '../draft.js';
import type { ProgramFile } from '../export-program.js';
import { dayIn } from '../times.js';
import { quoted } from './quote.js';
import type { Scene } from './scene.js';

export type SessionFile = NonNullable<ProgramFile['sessions']>[number];
export type ItemFile = NonNullable<SessionFile['items']>[number];
type AppearanceFile = NonNullable<SessionFile['appearances']>[number];

/** What a cell is read with. */
export interface Reading {
  readonly scene: Scene;
  /** The session or item, as the draft has it. */
  readonly base: SessionFile | ItemFile | undefined;
  /** When the session starts, as far as it has been read. */
  readonly start: Date | null;
  /** Says what is wrong with the cell. */
  readonly tell: (message: string) => void;
}

/** How a value stands in a cell, there and back: as a file has it; undefined for an empty cell that empties. */
export interface Cell<Value> {
  readonly write: (value: Value, scene: Scene) => string;
  readonly read: (cell: string, reading: Reading) => unknown;
  /** What there is to choose from, where that is a list. */
  readonly choices?: (scene: Scene) => readonly string[];
}

export const text: Cell<string> = {
  write: (value) => value,
  read: (cell) => (cell === '' ? undefined : cell),
};

export const lines: Cell<readonly string[]> = { write: (values) => values.join('\n'), read: linesIn };

export const languages: Cell<readonly string[]> = { write: (codes) => codes.join(', '), read: languagesIn };

export const yes: Cell<boolean> = {
  write: (value) => (value ? 'yes' : ''),
  read(cell, { tell }) {
    const word = cell.normalize('NFKC').toLowerCase();
    if (/^(?:yes|true|1|x|はい|有)$/.test(word)) return true;
    if (!/^(?:|no|false|0|いいえ|無)$/.test(word)) tell(`must be yes or no, not ${quoted(cell)}`);
    return false;
  },
  choices: () => ['yes'],
};

export const number: Cell<number> = {
  write: String,
  read(cell, { tell }) {
    const digits = cell.normalize('NFKC');
    if (/^\d{1,9}$/.test(digits)) return Number(digits);
    if (cell !== '') tell(`must be a whole number, not ${quoted(cell)}`);
    return undefined;
  },
};

/** One of a list, in whatever case. @param whenEmpty what an empty cell stands for */
export function word<Word extends string>(
  list: z.ZodType<Word> & { options: Word[] },
  whenEmpty: Word,
): Cell<Word> {
  return {
    write: (value) => value,
    read: (cell) => wordIn(cell) || whenEmpty,
    choices: () => list.options,
  };
}

/** A date and a time by the event's clocks. */
export const start: Cell<string> = {
  write: writeInstant,
  read: (cell, reading) => (cell === '' ? undefined : instantIn(cell, reading)),
};

/** The same, or the time alone on the day of the start. */
export const end: Cell<string> = {
  write: writeInstant,
  read(cell, reading) {
    const { timeZone } = reading.scene.draft.frame;
    const time = reading.start === null || cell === '' ? null : localTime(cell);
    if (time === null || !('time' in time) || reading.start === null) return start.read(cell, reading);
    return instantIn(`${dayIn(reading.start, timeZone)} ${time.time}`, reading);
  },
};

/** By name or key. */
export function place(kind: 'room' | 'track'): Cell<string> {
  const rows = kind === 'room' ? 'rooms' : 'tracks';
  const keys = ({ rooms, tracks }: Draft) => byKey<Room | Track>(kind === 'room' ? rooms : tracks);
  return {
    write: (key, scene) => scene[rows].label(key),
    read(cell, { scene, tell }) {
      if (cell === '') return undefined;
      const found = scene[kind](cell);
      if ('key' in found) return found.key;
      tell(found.problem);
      return undefined;
    },
    choices: (scene) => keys(scene.draft).map(({ key }) => scene[rows].label(key)),
  };
}

/** A line each: `floor: https://…`. */
export const links: Cell<Readonly<Record<string, string>>> = {
  write: (value) =>
    Object.entries(value)
      .map(([channel, url]) => `${channel}: ${url}`)
      .join('\n'),
  read(cell, { tell }) {
    const found = new Map<string, string>();
    for (const line of linesIn(cell)) {
      const [, channel = '', url = ''] = /^([\w-]+):\s*(\S.*)$/.exec(line) ?? [];
      if (channel === '') tell(`must be CHANNEL: ADDRESS, not ${quoted(line)}`);
      else if (found.has(channel)) tell(`names ${channel} twice`);
      else found.set(channel, url);
    }
    return Object.fromEntries(found);
  },
};

const states = appearanceState.options.join('|');
const stateForm = new RegExp(`\\((${states})\\)$`, 'i');
/** What reading would take for a separator, languages or a state. */
const notInName = new RegExp(`[;\\n[\\]]|\\((?:${states})\\)$`, 'i');

/** A line or a part between semicolons each: `PANELIST: Alex Smith`, `INTERPRETER: sato [en, ja] (INVITED)`. */
export const people: Cell<readonly AppearanceFile[]> = {
  write: (parts, { people: names }) =>
    parts
      .map(({ person, role, languages: spoken = [], state = 'CONFIRMED' }) => {
        const label = names.label(person);
        const between = spoken.length === 0 ? '' : ` [${spoken.join(', ')}]`;
        const remark = state === 'CONFIRMED' ? '' : ` (${state})`;
        return `${role}: ${notInName.test(label) ? person : label}${between}${remark}`;
      })
      .join('\n'),
  read: (cell, reading) =>
    cell
      .split(/[;\n]/)
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .flatMap((part) => partIn(part, reading)),
};

function partIn(part: string, { scene, base, tell }: Reading): unknown[] {
  const pieces = piecesOf(part);
  if (pieces === null) {
    tell(`must be ROLE: NAME, such as SPEAKER: Alex Smith, not ${quoted(part)}`);
    return [];
  }
  const { name, spoken, state } = pieces;
  const role = wordIn(pieces.role);
  const found = scene.person(name);
  if ('problem' in found) {
    tell(found.problem);
    return [];
  }
  const same = base?.appearances?.find((one) => one.person === found.key && one.role === role);
  return [{ ...same, person: found.key, role, state: wordIn(state), languages: languagesIn(spoken) }];
}

/** `ROLE: NAME [LANGUAGES] (STATE)`, the last two of which may be missing; null for another form. */
function piecesOf(part: string) {
  const [, role = '', rest = ''] = /^([A-Z_ -]+):(.*)$/isu.exec(part) ?? [];
  const all = rest.trim();
  if (all === '') return null;
  const state = stateForm.exec(all);
  const isStateBehind = state !== null && state.index > 0;
  const named = isStateBehind ? all.slice(0, state.index).trimEnd() : all;
  const before = named.lastIndexOf(']', named.length - 2);
  const open = named.endsWith(']') ? named.indexOf('[', Math.max(1, before + 1)) : -1;
  return {
    role,
    name: open === -1 ? named : named.slice(0, open).trimEnd(),
    spoken: open === -1 ? '' : named.slice(open + 1, -1),
    state: isStateBehind ? (state[1] ?? '') : 'CONFIRMED',
  };
}

/** Names of a list as our own: `working group` is `WORKING_GROUP`. */
export function wordIn(cell: string): string {
  return cell
    .normalize('NFKC')
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, '_');
}

function instantIn(cell: string, { scene, tell }: Reading): string | undefined {
  const read = scene.instant(cell);
  if ('instant' in read) return read.instant.toISOString();
  tell(read.problem.message);
  return undefined;
}

function writeInstant(value: string, { draft }: Scene): string {
  return localText(new Date(value), draft.frame.timeZone);
}

function languagesIn(cell: string): string[] {
  return cell.split(/[,;\s]+/).filter((code) => code !== '');
}

function linesIn(cell: string): string[] {
  return cell
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
