/** Columns of a program as a table that do not depend on the event's languages, in their order. */
export const columns = {
  key: 'key',
  kind: 'kind',
  room: 'room',
  track: 'track',
  start: 'start',
  end: 'end',
  minutes: 'minutes',
  people: 'people',
  plenary: 'plenary',
  visibility: 'visibility',
  attribution: 'attribution',
  languages: 'languages',
  interpretation: 'interpretation',
  joinLinks: 'join links',
  takesQuestions: 'takes questions',
  capacity: 'capacity',
  expected: 'expected',
  setUp: 'set-up',
  equipment: 'equipment',
  notes: 'notes',
} as const;

/** The kind of a row that is an item of the session whose key it has. */
export const itemKind = 'ITEM';

/** All that an item's row may have besides its titles. */
export const itemColumns: ReadonlySet<string> = new Set([
  columns.key,
  columns.kind,
  columns.minutes,
  columns.people,
]);

/** `title en`, `abstract ja` */
export function textColumn(field: 'title' | 'abstract', language: string): string {
  return `${field} ${language}`;
}

/** Every column of an event with these languages, in order. */
export function columnsFor(languages: readonly string[]): string[] {
  const { key, kind, ...others } = columns;
  return [
    key,
    kind,
    ...languages.map((language) => textColumn('title', language)),
    ...Object.values(others),
    ...languages.map((language) => textColumn('abstract', language)),
  ];
}
