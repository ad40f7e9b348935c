import type { NewTable } from '@plenary/formats/tables';
import type { Draft } from '../draft.js';
import { Scene } from './scene.js';
import { people, type SessionFile } from './table-cells.js';
import {
  choicesOf,
  columnsFor,
  itemKind,
  keyColumn,
  kindColumn,
  minutesColumn,
  peopleColumn,
  sessionColumns,
  textColumn,
  textFields,
  type TextField,
} from './table-columns.js';

/** Texts to choose from in the cells of a column. */
export type Choices = Readonly<Record<string, readonly string[]>>;

/** A spreadsheet offers at most so many places; the others are typed. */
const mostChoices = 200;

/**
 * The draft as a table: a row a session, in their order, below it a row an item. What a table does not carry is told in
 * docs/formats.md.
 */
export function programTable(draft: Draft): NewTable {
  const scene = new Scene(draft);
  const headings = columnsFor(languagesOf(scene));
  return {
    columns: headings,
    rows: scene.file.sessions
      .flatMap((session) => rowsOf(scene, session))
      .map((row) => ({ cells: headings.map((heading) => row.get(heading) ?? '') })),
  };
}

/** The headings alone, to fill in. */
export function programTemplate(draft: Draft): NewTable {
  return { columns: columnsFor(draft.frame.languages), rows: [] };
}

/** What the columns of an event's table may hold, where that is a list. */
export function programChoices(draft: Draft): Choices {
  return Object.fromEntries(
    choicesOf(new Scene(draft)).map(([heading, choices]) => [heading, choices.slice(0, mostChoices)]),
  );
}

/** The event's languages, and others that its texts have. */
function languagesOf({ file, draft }: Scene): string[] {
  const found = new Set(draft.frame.languages);
  for (const session of file.sessions) {
    const texts = [
      ...textFields.map((field) => session[field]),
      ...(session.items ?? []).map(({ title }) => title),
    ];
    for (const language of texts.flatMap((text) => Object.keys(text ?? {}))) found.add(language);
  }
  return [...found];
}

type Row = ReadonlyMap<string, string>;

function rowsOf(scene: Scene, session: SessionFile): Row[] {
  return [
    new Map([
      [keyColumn, session.key],
      [kindColumn, session.kind],
      ...textFields.flatMap((field) => textsOf(field, session[field])),
      ...sessionColumns.map(({ heading, write }): [string, string] => [heading, write(session, scene)]),
    ]),
    ...(session.items ?? []).map(
      ({ title, minutes, appearances = [] }): Row =>
        new Map([
          [keyColumn, session.key],
          [kindColumn, itemKind],
          ...textsOf('title', title),
          [minutesColumn, String(minutes)],
          [peopleColumn.heading, people.write(appearances, scene)],
        ]),
    ),
  ];
}

function textsOf(field: TextField, texts: Readonly<Record<string, string>> = {}): [string, string][] {
  return Object.entries(texts).map(([language, text]) => [textColumn(field, language), text]);
}
