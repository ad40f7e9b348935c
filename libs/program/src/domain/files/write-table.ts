import { localText } from '@plenary/formats/local-times';
import type { NewTable } from '@plenary/formats/tables';
import { attribution, sessionKind, visibility, type Appearance } from '../content.js';
import { byKey, inOrder, type Draft, type Session } from '../draft.js';
import { columns, columnsFor, itemKind, textColumn } from './table-columns.js';
import { Scene, personNames, placeNames } from './scene.js';

/** Texts to choose from in the cells of a column. */
export type Choices = Readonly<Record<string, readonly string[]>>;

/** A spreadsheet offers at most so many places; the others are typed. */
const mostChoices = 200;

/**
 * The draft as a table: a row a session, in their order, below it a row an item. What a table does not carry is told in
 * docs/formats.md.
 */
export function programTable(draft: Draft): NewTable {
  const headings = columnsFor(languagesOf(draft));
  const scene = new Scene(draft);
  const sessions = inOrder(draft.sessions.values()).sort((a, b) => a.position - b.position);
  return {
    columns: headings,
    rows: sessions
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
  const scene = new Scene(draft);
  const rooms = byKey(draft.rooms).map((room) => scene.rooms.label(placeNames(room)));
  const tracks = byKey(draft.tracks).map((track) => scene.tracks.label(placeNames(track)));
  return {
    [columns.kind]: [...sessionKind.options, itemKind],
    [columns.room]: rooms.slice(0, mostChoices),
    [columns.track]: tracks.slice(0, mostChoices),
    [columns.plenary]: ['yes'],
    [columns.visibility]: visibility.options,
    [columns.attribution]: attribution.options,
    [columns.takesQuestions]: ['yes'],
  };
}

/** The event's languages, and others that its texts have. */
function languagesOf({ frame, sessions }: Draft): string[] {
  const found = new Set(frame.languages);
  for (const { title, abstract, items } of sessions.values()) {
    for (const texts of [title, abstract ?? {}, ...items.map((item) => item.title)])
      for (const language of Object.keys(texts)) found.add(language);
  }
  return [...found];
}

type Row = ReadonlyMap<string, string>;

function rowsOf(scene: Scene, session: Session): Row[] {
  const { rooms, tracks, frame } = scene.draft;
  const room = rooms.get(session.roomId ?? '');
  const track = tracks.get(session.trackId ?? '');
  const at = (instant: Date | null): string => (instant === null ? '' : localText(instant, frame.timeZone));
  return [
    new Map([
      [columns.key, session.key],
      [columns.kind, session.kind],
      ...textsOf('title', session.title),
      [columns.room, room === undefined ? '' : scene.rooms.label(placeNames(room))],
      [columns.track, track === undefined ? '' : scene.tracks.label(placeNames(track))],
      [columns.start, at(session.startsAt)],
      [columns.end, at(session.endsAt)],
      [columns.people, peopleOf(scene, session.appearances, null)],
      [columns.plenary, yes(session.plenary)],
      [columns.visibility, session.visibility],
      [columns.attribution, session.attribution],
      [columns.languages, session.languages.join(', ')],
      [columns.interpretation, session.interpretation.join(', ')],
      [
        columns.joinLinks,
        Object.entries(session.joinLinks)
          .map(([channel, url]) => `${channel}: ${url}`)
          .join('\n'),
      ],
      [columns.takesQuestions, yes(session.takesQuestions)],
      [columns.capacity, numberText(session.capacity)],
      [columns.expected, numberText(session.expectedAttendance)],
      [columns.setUp, session.setUp ?? ''],
      [columns.equipment, session.equipment.join('\n')],
      [columns.notes, session.notes ?? ''],
      ...textsOf('abstract', session.abstract ?? {}),
    ]),
    ...session.items.map(
      (item): Row =>
        new Map([
          [columns.key, session.key],
          [columns.kind, itemKind],
          ...textsOf('title', item.title),
          [columns.minutes, String(item.minutes)],
          [columns.people, peopleOf(scene, session.appearances, item.id)],
        ]),
    ),
  ];
}

function textsOf(field: 'title' | 'abstract', texts: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(texts).map(([language, text]) => [textColumn(field, language), text]);
}

/** A line each: `PANELIST: Colonel Alex Smith`, `INTERPRETER: sato [en, ja] (INVITED)`. */
function peopleOf(scene: Scene, appearances: readonly Appearance[], itemId: string | null): string {
  const { people, frame } = scene.draft;
  return appearances
    .filter((part) => part.itemId === itemId)
    .flatMap(({ personId, role, languages, state }) => {
      const person = people.get(personId);
      if (person === undefined) return [];
      const label = scene.people.label(personNames(person, frame.languages));
      const shown = isPlainLabel(label) ? label : person.key;
      const spoken = languages.length === 0 ? '' : ` [${languages.join(', ')}]`;
      return `${role}: ${shown}${spoken}${state === 'CONFIRMED' ? '' : ` (${state})`}`;
    })
    .join('\n');
}

/** Nothing in it that reading would take for a separator, languages or a state. */
function isPlainLabel(label: string): boolean {
  return !/[;\n[\]]|\((?:INVITED|CONFIRMED|DECLINED)\)$/i.test(label);
}

function yes(value: boolean): string {
  return value ? 'yes' : '';
}

function numberText(value: number | null): string {
  return value === null ? '' : String(value);
}
