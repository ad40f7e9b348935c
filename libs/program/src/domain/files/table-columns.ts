import { attribution, sessionKind, visibility } from '../content.js';
import * as cells from './table-cells.js';
import type { Cell, Reading, SessionFile } from './table-cells.js';
import type { Scene } from './scene.js';

/** A column that holds one field of a session. */
export interface Column {
  readonly heading: string;
  readonly field: keyof SessionFile;
  readonly write: (session: SessionFile, scene: Scene) => string;
  readonly read: (cell: string, reading: Reading) => unknown;
  readonly choices: ((scene: Scene) => readonly string[]) | undefined;
}

function column<Field extends keyof SessionFile>(
  heading: string,
  field: Field,
  { write, read, choices }: Cell<NonNullable<SessionFile[Field]>>,
): Column {
  return {
    heading,
    field,
    write(session, scene) {
      const value = session[field];
      return value == null ? '' : write(value, scene);
    },
    read,
    choices,
  };
}

/** The kind of a row that is an item of the session whose key it has. */
export const itemKind = 'ITEM';

/** The columns that a row is found by. */
export const keyColumn = 'key';
export const kindColumn = 'kind';

/** Of an item alone. */
export const minutesColumn = 'minutes';

const placeColumns = [
  column('room', 'room', cells.place('room')),
  column('track', 'track', cells.place('track')),
  column('start', 'startsAt', cells.start),
  column('end', 'endsAt', cells.end),
];

export const peopleColumn = column('people', 'appearances', cells.people);

const otherColumns = [
  peopleColumn,
  column('plenary', 'plenary', cells.yes),
  column('visibility', 'visibility', cells.word(visibility, 'PUBLIC')),
  column('attribution', 'attribution', cells.word(attribution, 'ON_RECORD')),
  column('languages', 'languages', cells.languages),
  column('interpretation', 'interpretation', cells.languages),
  column('join links', 'joinLinks', cells.links),
  column('takes questions', 'takesQuestions', cells.yes),
  column('capacity', 'capacity', cells.number),
  column('expected', 'expectedAttendance', cells.number),
  column('set-up', 'setUp', cells.text),
  column('equipment', 'equipment', cells.lines),
  column('notes', 'notes', cells.text),
];

export const sessionColumns: readonly Column[] = [...placeColumns, ...otherColumns];

/** Fields that are texts, with a column a language: what its heading begins with. */
export const textColumns = { title: 'title', abstract: 'abstract' } as const;
export type TextField = keyof typeof textColumns;
export const textFields: readonly TextField[] = ['title', 'abstract'];

/** `title en`, `abstract ja` */
export function textColumn(field: TextField, language: string): string {
  return `${textColumns[field]} ${language}`;
}

/** The field and language of a heading of a text; the language is empty where it names none. Null for another column. */
export function textOf(heading: string): { readonly field: TextField; readonly language: string } | null {
  const field = textFields.find((one) => `${heading} `.startsWith(`${textColumns[one]} `));
  return field === undefined ? null : { field, language: heading.slice(textColumns[field].length + 1) };
}

/** Every column of an event with these languages, in order. */
export function columnsFor(eventLanguages: readonly string[]): string[] {
  const texts = (field: TextField): string[] => eventLanguages.map((language) => textColumn(field, language));
  const headings = (columns: readonly Column[]): string[] => columns.map(({ heading }) => heading);
  const [title, ...others] = textFields;
  return [
    keyColumn,
    kindColumn,
    ...(title === undefined ? [] : texts(title)),
    ...headings(placeColumns),
    minutesColumn,
    ...headings(otherColumns),
    ...others.flatMap(texts),
  ];
}

/** What the columns may hold, where that is a list. */
export function choicesOf(scene: Scene): [string, readonly string[]][] {
  return [
    [kindColumn, [...sessionKind.options, itemKind]],
    ...sessionColumns.flatMap(({ heading, choices }): [string, readonly string[]][] =>
      choices === undefined ? [] : [[heading, choices(scene)]],
    ),
  ];
}
