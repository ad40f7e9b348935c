import type { FieldProblem } from '@plenary/platform';
import { languageCode } from '@plenary/platform/texts';
import type { Table, TableRow } from '@plenary/formats/tables';
import { shortened } from './quote.js';
import type { Scene } from './scene.js';
import { number, wordIn, type ItemFile, type Reading, type SessionFile } from './table-cells.js';
import {
  itemKind,
  keyColumn,
  kindColumn,
  minutesColumn,
  peopleColumn,
  sessionColumns,
  textColumn,
  textFields,
  textOf,
  type TextField,
} from './table-columns.js';

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
  readonly #index: ReadonlyMap<string, number>;
  /** The columns of texts. */
  readonly #texts: readonly {
    readonly field: TextField;
    readonly language: string;
    readonly place: number;
  }[];
  readonly #known: ReadonlyMap<string, SessionFile>;

  constructor(
    private readonly table: Table,
    private readonly scene: Scene,
  ) {
    this.#index = new Map(table.columns.map((name, place) => [normalHeading(name, scene.language), place]));
    this.#texts = [...this.#index].flatMap(([heading, place]) => {
      const text = textOf(heading);
      return text === null ? [] : [{ ...text, place }];
    });
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
    const known = new Set([
      keyColumn,
      kindColumn,
      minutesColumn,
      ...sessionColumns.map(({ heading }) => heading),
    ]);
    const seen = new Set<string>();
    for (const name of this.table.columns) {
      const heading = normalHeading(name, this.scene.language);
      if (seen.has(heading))
        this.#problems.push({ path: `columns.${shortened(name)}`, message: 'stands twice' });
      seen.add(heading);
      const isText = languageCode.safeParse(textOf(heading)?.language).success;
      if (!known.has(heading) && !isText)
        this.#problems.push({ path: `columns.${shortened(name)}`, message: 'is no column of a program' });
    }
    for (const needed of [keyColumn, kindColumn])
      if (!this.#index.has(needed)) this.#problems.push({ path: `columns.${needed}`, message: 'is missing' });
  }

  /** Each session with the rows of its items: those of its key or, without a key, those below it. */
  #groups(): SessionRows[] {
    const groups: SessionRows[] = [];
    const byKey = new Map<string, SessionRows>();
    for (const row of this.table.rows) {
      const key = this.#cell(row, keyColumn);
      if (wordIn(this.#cell(row, kindColumn)) !== itemKind) {
        const group = { row, items: [] };
        groups.push(group);
        byKey.set(key, group);
        continue;
      }
      const group = key === '' ? groups.at(-1) : byKey.get(key);
      if (group === undefined) this.#tell(row, keyColumn, 'names no session above it');
      else group.items.push(row);
    }
    return groups;
  }

  #session({ row, items }: SessionRows): Draftable {
    const key = this.#cell(row, keyColumn);
    const base = this.#known.get(key);
    const session: Draftable = { ...base, key, kind: wordIn(this.#cell(row, kindColumn)) };
    if (key === '') this.#tell(row, keyColumn, 'must not be empty');
    for (const field of textFields) {
      const texts = this.#textsIn(row, field, base?.[field]);
      set(session, field, field === 'title' || Object.keys(texts).length > 0 ? texts : undefined);
    }
    for (const { heading, field, read } of sessionColumns)
      if (this.#index.has(heading))
        set(session, field, read(this.#cell(row, heading), this.#reading(row, heading, base, session)));
    if (this.#index.has(minutesColumn)) {
      session['items'] = items.map((item, place) => this.#item(item, base?.items?.[place]));
      if (this.#cell(row, minutesColumn) !== '')
        this.#tell(row, minutesColumn, `stands only in the row of an ${itemKind}`);
    } else if (items.length > 0) {
      this.#problems.push({ path: `columns.${minutesColumn}`, message: 'is missing: there are items' });
    }
    return session;
  }

  #item(row: TableRow, base: ItemFile | undefined): Draftable {
    for (const [heading, place] of this.#index) {
      if (row.cells[place] === '' || itemColumns.has(heading) || textOf(heading)?.field === 'title') continue;
      this.#tell(row, heading, 'must be empty in the row of an item');
    }
    const minutes = this.#cell(row, minutesColumn);
    if (minutes === '') this.#tell(row, minutesColumn, 'must not be empty in the row of an item');
    const { heading } = peopleColumn;
    return {
      title: this.#textsIn(row, 'title', base?.title),
      minutes: number.read(minutes, this.#reading(row, minutesColumn, base)),
      appearances: this.#index.has(heading)
        ? peopleColumn.read(this.#cell(row, heading), this.#reading(row, heading, base))
        : (base?.appearances ?? []),
    };
  }

  #reading(
    row: TableRow,
    heading: string,
    base: SessionFile | ItemFile | undefined,
    { startsAt }: Draftable = {},
  ): Reading {
    return {
      scene: this.scene,
      base,
      start: typeof startsAt === 'string' ? new Date(startsAt) : null,
      tell: (message) => {
        this.#tell(row, heading, message);
      },
    };
  }

  /** A text per language: of the columns that the table has, else those of the draft. */
  #textsIn(
    row: TableRow,
    field: TextField,
    base: Readonly<Record<string, unknown>> | undefined,
  ): Record<string, unknown> {
    const texts: Record<string, unknown> = { ...base };
    for (const column of this.#texts) {
      if (column.field !== field) continue;
      const cell = row.cells[column.place] ?? '';
      if (cell.trim() === '') Reflect.deleteProperty(texts, column.language);
      else texts[column.language] = cell;
    }
    return texts;
  }

  #cell(row: TableRow, column: string): string {
    const place = this.#index.get(column);
    return place === undefined ? '' : (row.cells[place] ?? '').trim();
  }

  #tell(row: TableRow, column: string, message: string): void {
    this.#problems.push({ path: `rows.${String(row.line)}.${column}`, message });
  }
}

/** All that an item's row may have besides its titles. */
const itemColumns = new Set([keyColumn, kindColumn, minutesColumn, peopleColumn.heading]);

/** `title` alone is in the event's first language; letters' case aside, but for that of language codes. */
function normalHeading(name: string, language: string): string {
  const words = name
    .trim()
    .split(/[\s_]+/)
    .join(' ');
  const lower = words.toLowerCase();
  const text = textOf(lower);
  if (text === null) return lower;
  return text.language === ''
    ? `${lower} ${language}`
    : `${lower.slice(0, -text.language.length)}${words.slice(-text.language.length)}`;
}

function set(values: Draftable, field: string, value: unknown): void {
  if (value === undefined) Reflect.deleteProperty(values, field);
  else values[field] = value;
}

function placeIn(groups: readonly SessionRows[], { language }: Scene, path: string): string {
  const [, place = '', item, field = ''] =
    /^sessions\[(\d+)\](?:\.items\[(\d+)\])?(?:\.(.*))?$/.exec(path) ?? [];
  const group = groups[Number(place)];
  const row = item === undefined ? group?.row : group?.items[Number(item)];
  if (place === '' || row === undefined) return path;
  const [name = '', inner] = field.split(/[.[]/);
  const text = textFields.find((one) => one === name);
  const column =
    text === undefined
      ? (sessionColumns.find((one) => one.field === name)?.heading ?? name)
      : textColumn(text, inner ?? language);
  return `rows.${String(row.line)}${column === '' ? '' : `.${column}`}`;
}
