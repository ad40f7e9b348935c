import { languageCode } from '@plenary/platform/texts';
import type { FieldProblem } from '@plenary/platform';
import { localInstant, localTime, type LocalInstant } from '@plenary/formats/local-times';
import type { Table, TableRow } from '@plenary/formats/tables';
import { dayIn } from '../times.js';
import type { ProgramFile } from '../export-program.js';
import { quoted, shortened } from './quote.js';
import type { Scene } from './scene.js';
import { columns, itemColumns, itemKind } from './table-columns.js';

type SessionFile = NonNullable<ProgramFile['sessions']>[number];
type ItemFile = NonNullable<SessionFile['items']>[number];
type AppearanceFile = NonNullable<SessionFile['appearances']>[number];

/** A session or an item before it is checked: what a cell holds may be wrong in any way. */
type Draftable = Record<string, unknown>;

/** What a table asks for, with the places of its values. */
export interface TableReading {
  readonly sessions: readonly unknown[];
  readonly problems: readonly FieldProblem[];
  /** The place in the table of a value of the program: `rows.12.start` of `sessions[3].startsAt`. */
  readonly placeOf: (path: string) => string;
}

interface SessionRows {
  readonly row: TableRow;
  readonly items: TableRow[];
}

/**
 * The sessions of a table. A column that is not there leaves what the draft has; an empty cell empties it. Items are those
 * of the table where it has the column `minutes`.
 */
export function readProgramTable(table: Table, scene: Scene): TableReading {
  return new TableReader(table, scene).read();
}

class TableReader {
  readonly #problems: FieldProblem[] = [];
  readonly #instants = new Map<string, LocalInstant>();
  readonly #index: ReadonlyMap<string, number>;
  readonly #known: ReadonlyMap<string, SessionFile>;

  constructor(
    private readonly table: Table,
    private readonly scene: Scene,
  ) {
    this.#index = new Map(table.columns.map((name, place) => [normalHeading(name, scene.language), place]));
    this.#known = new Map(scene.file.sessions.map((session) => [session.key, session]));
  }

  read(): TableReading {
    this.#checkHeadings();
    const none = { sessions: [], problems: this.#problems, placeOf: (path: string) => path };
    if (this.#problems.length > 0) return none;
    const groups = this.#groups();
    return {
      sessions: groups.map((group) => this.#session(group)),
      problems: this.#problems,
      placeOf: (path) => placeIn(groups, this.scene, path),
    };
  }

  #checkHeadings(): void {
    const known = new Set<string>(Object.values(columns));
    const seen = new Set<string>();
    for (const name of this.table.columns) {
      const heading = normalHeading(name, this.scene.language);
      if (seen.has(heading))
        this.#problems.push({ path: `columns.${shortened(name)}`, message: 'stands twice' });
      seen.add(heading);
      const [, language] = /^(?:title|abstract) (.+)$/.exec(heading) ?? [];
      const isText = language !== undefined && languageCode.safeParse(language).success;
      if (!known.has(heading) && !isText)
        this.#problems.push({ path: `columns.${shortened(name)}`, message: 'is no column of a program' });
    }
    for (const needed of [columns.key, columns.kind])
      if (!this.#index.has(needed)) this.#problems.push({ path: `columns.${needed}`, message: 'is missing' });
  }

  /** Each session with the rows of its items: those of its key or, without a key, those below it. */
  #groups(): SessionRows[] {
    const groups: SessionRows[] = [];
    const byKey = new Map<string, SessionRows>();
    for (const row of this.table.rows) {
      const key = this.#cell(row, columns.key);
      if (kindText(this.#cell(row, columns.kind)) !== itemKind) {
        const group = { row, items: [] };
        groups.push(group);
        byKey.set(key, group);
        continue;
      }
      const group = key === '' ? groups.at(-1) : byKey.get(key);
      if (group === undefined) this.#tell(row, columns.key, 'names no session above it');
      else group.items.push(row);
    }
    return groups;
  }

  #session({ row, items }: SessionRows): Draftable {
    const key = this.#cell(row, columns.key);
    const base = this.#known.get(key);
    const session: Draftable = { ...base, key, kind: kindText(this.#cell(row, columns.kind)) };
    if (key === '') this.#tell(row, columns.key, 'must not be empty');
    session['title'] = this.#texts(row, 'title', base?.title);
    const abstract = this.#texts(row, 'abstract', base?.abstract);
    set(session, 'abstract', Object.keys(abstract).length === 0 ? undefined : abstract);
    this.#times(row, session);
    const write = (column: string, field: string, read: (cell: string) => unknown): void => {
      if (this.#index.has(column)) set(session, field, read(this.#cell(row, column)));
    };
    write(columns.room, 'room', (cell) => this.#place(row, columns.room, cell));
    write(columns.track, 'track', (cell) => this.#place(row, columns.track, cell));
    write(columns.plenary, 'plenary', (cell) => this.#yes(row, columns.plenary, cell));
    write(columns.takesQuestions, 'takesQuestions', (cell) => this.#yes(row, columns.takesQuestions, cell));
    write(columns.visibility, 'visibility', (cell) => kindText(cell) || 'PUBLIC');
    write(columns.attribution, 'attribution', (cell) => kindText(cell) || 'ON_RECORD');
    write(columns.languages, 'languages', languagesIn);
    write(columns.interpretation, 'interpretation', languagesIn);
    write(columns.joinLinks, 'joinLinks', (cell) => this.#links(row, cell));
    write(columns.capacity, 'capacity', (cell) => this.#number(row, columns.capacity, cell));
    write(columns.expected, 'expectedAttendance', (cell) => this.#number(row, columns.expected, cell));
    write(columns.setUp, 'setUp', textIn);
    write(columns.equipment, 'equipment', linesIn);
    write(columns.notes, 'notes', textIn);
    write(columns.people, 'appearances', (cell) => this.#people(row, cell, base?.appearances ?? []));
    if (this.#index.has(columns.minutes)) {
      session['items'] = items.map((item, place) => this.#item(item, base?.items?.[place]));
      if (this.#cell(row, columns.minutes) !== '')
        this.#tell(row, columns.minutes, `stands only in the row of an ${itemKind}`);
    } else if (items.length > 0) {
      this.#problems.push({ path: `columns.${columns.minutes}`, message: 'is missing: there are items' });
    }
    return session;
  }

  #item(row: TableRow, base: ItemFile | undefined): Draftable {
    for (const [heading, place] of this.#index) {
      if (row.cells[place] === '' || itemColumns.has(heading) || heading.startsWith('title ')) continue;
      this.#tell(row, heading, 'must be empty in the row of an item');
    }
    const cell = this.#cell(row, columns.people);
    return {
      title: this.#texts(row, 'title', base?.title),
      minutes: this.#number(row, columns.minutes, this.#cell(row, columns.minutes)),
      appearances: this.#index.has(columns.people)
        ? this.#people(row, cell, base?.appearances ?? [])
        : (base?.appearances ?? []),
    };
  }

  /** A text per language: of the columns that the table has, else those of the draft. */
  #texts(
    row: TableRow,
    field: 'title' | 'abstract',
    base: Readonly<Record<string, unknown>> | undefined,
  ): Record<string, unknown> {
    const texts: Record<string, unknown> = { ...base };
    for (const [heading, place] of this.#index) {
      if (!heading.startsWith(`${field} `)) continue;
      const language = heading.slice(field.length + 1);
      const cell = row.cells[place] ?? '';
      if (cell.trim() === '') Reflect.deleteProperty(texts, language);
      else texts[language] = cell;
    }
    return texts;
  }

  #times(row: TableRow, session: Draftable): void {
    const hasStart = this.#index.has(columns.start);
    const start = hasStart ? this.#instant(row, columns.start, null) : instantOf(session['startsAt']);
    if (hasStart) set(session, 'startsAt', start?.toISOString());
    if (this.#index.has(columns.end))
      set(session, 'endsAt', this.#instant(row, columns.end, start)?.toISOString());
  }

  /** A date and a time by the event's clocks; for an end the time alone is of the day of the start. */
  #instant(row: TableRow, column: string, after: Date | null): Date | null {
    const { timeZone } = this.scene.draft.frame;
    const cell = this.#cell(row, column);
    if (cell === '') return null;
    const time = after === null ? null : localTime(cell);
    const whole =
      time !== null && 'time' in time && after !== null ? `${dayIn(after, timeZone)} ${time.time}` : cell;
    // Sessions side by side begin at the same times, and finding an instant takes long.
    const read = this.#instants.get(whole) ?? localInstant(whole, timeZone);
    this.#instants.set(whole, read);
    if ('instant' in read) return read.instant;
    this.#tell(row, column, read.problem.message);
    return null;
  }

  #place(row: TableRow, column: 'room' | 'track', cell: string): string | undefined {
    if (cell === '') return undefined;
    const found = this.scene[column](cell);
    if ('key' in found) return found.key;
    this.#tell(row, column, found.problem);
    return undefined;
  }

  /** A line or a part between semicolons each: `ROLE: key or name [languages] (STATE)`. */
  #people(row: TableRow, cell: string, base: readonly AppearanceFile[]): unknown[] {
    return cell
      .split(/[;\n]/)
      .map((text) => text.trim())
      .filter((text) => text !== '')
      .flatMap((text): unknown[] => {
        const parts = partForm.exec(text)?.groups;
        if (parts === undefined) {
          const message = `must be ROLE: NAME, such as SPEAKER: Alex Smith, not ${quoted(text)}`;
          this.#tell(row, columns.people, message);
          return [];
        }
        const { role = '', name = '', languages = '', state = 'CONFIRMED' } = parts;
        const found = this.scene.person(name.trim());
        if ('problem' in found) {
          this.#tell(row, columns.people, found.problem);
          return [];
        }
        const same = base.find((part) => part.person === found.key && part.role === kindText(role));
        return [
          {
            ...same,
            person: found.key,
            role: kindText(role),
            state: kindText(state),
            languages: languagesIn(languages),
          },
        ];
      });
  }

  #links(row: TableRow, cell: string): Record<string, string> {
    const links = new Map<string, string>();
    for (const line of linesIn(cell)) {
      const [, channel = '', url = ''] = /^([\w-]+):\s*(\S.*)$/.exec(line) ?? [];
      if (channel === '') this.#tell(row, columns.joinLinks, `must be CHANNEL: ADDRESS, not ${quoted(line)}`);
      else if (links.has(channel)) this.#tell(row, columns.joinLinks, `names ${channel} twice`);
      else links.set(channel, url);
    }
    return Object.fromEntries(links);
  }

  #yes(row: TableRow, column: string, cell: string): boolean {
    const word = cell.normalize('NFKC').toLowerCase();
    if (/^(?:yes|true|1|x|はい|有)$/.test(word)) return true;
    if (!/^(?:|no|false|0|いいえ|無)$/.test(word))
      this.#tell(row, column, `must be yes or no, not ${quoted(cell)}`);
    return false;
  }

  #number(row: TableRow, column: string, cell: string): number | undefined {
    const digits = cell.normalize('NFKC');
    if (/^\d{1,9}$/.test(digits)) return Number(digits);
    if (cell !== '') this.#tell(row, column, `must be a whole number, not ${quoted(cell)}`);
    else if (column === columns.minutes) this.#tell(row, column, 'must not be empty in the row of an item');
    return undefined;
  }

  #cell(row: TableRow, column: string): string {
    const place = this.#index.get(column);
    return place === undefined ? '' : (row.cells[place] ?? '').trim();
  }

  #tell(row: TableRow, column: string, message: string): void {
    this.#problems.push({ path: `rows.${String(row.line)}.${column}`, message });
  }
}

const partForm =
  /^(?<role>[A-Za-z_ -]+):\s*(?<name>.+?)(?:\s*\[(?<languages>[^\]]*)\])?(?:\s*\((?<state>INVITED|CONFIRMED|DECLINED)\))?$/isu;

/** `title` alone is in the event's first language; letters' case aside, but for that of language codes. */
function normalHeading(name: string, language: string): string {
  const [word = '', ...rest] = name.trim().split(/[\s_]+/);
  const first = word.toLowerCase();
  if (first === 'title' || first === 'abstract') return `${first} ${rest.join(' ') || language}`;
  return [first, ...rest.map((one) => one.toLowerCase())].join(' ');
}

function kindText(cell: string): string {
  return cell
    .normalize('NFKC')
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, '_');
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

function textIn(cell: string): string | undefined {
  return cell === '' ? undefined : cell;
}

function instantOf(value: unknown): Date | null {
  return typeof value === 'string' ? new Date(value) : null;
}

function set(values: Draftable, field: string, value: unknown): void {
  if (value === undefined) Reflect.deleteProperty(values, field);
  else values[field] = value;
}

/** By the names that the program has for what the columns hold. */
const columnOf: Readonly<Record<string, string>> = {
  startsAt: columns.start,
  endsAt: columns.end,
  appearances: columns.people,
  joinLinks: columns.joinLinks,
  takesQuestions: columns.takesQuestions,
  expectedAttendance: columns.expected,
  setUp: columns.setUp,
};

function placeIn(groups: readonly SessionRows[], { language }: Scene, path: string): string {
  const [, place = '', item, field = ''] =
    /^sessions\[(\d+)\](?:\.items\[(\d+)\])?(?:\.(.*))?$/.exec(path) ?? [];
  const group = groups[Number(place)];
  const row = item === undefined ? group?.row : group?.items[Number(item)];
  if (place === '' || row === undefined) return path;
  const [name = '', inner] = field.split(/[.[]/);
  const isText = name === 'title' || name === 'abstract';
  const column = isText ? `${name} ${inner ?? language}` : (columnOf[name] ?? name);
  return `rows.${String(row.line)}${column === '' ? '' : `.${column}`}`;
}
