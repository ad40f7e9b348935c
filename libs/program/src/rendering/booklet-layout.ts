import { countryName } from '@plenary/platform/texts';
import { dayIn, timeIn } from '../domain/times.js';
import type { ProgramDocument, ProgramSession } from '../domain/program-document.js';
import { writtenDay, writtenShortDay } from '@plenary/platform/words';
import { frontOf } from './front.js';
import { byFamilyName } from './people.js';
import { phrase, phrasebook, type Phrase, type Phrasebook } from './phrasebook.js';
import { affiliationOf, sessionLines } from './session-lines.js';
import { timetableOf } from './timetable.js';

/** The booklet as its template takes it, where two languages stand under each other: every text as on paper. */
export function bookletLayout(program: ProgramDocument, languages: readonly string[]) {
  const { event, sessions, rooms } = program;
  const { timeZone } = event;
  const book = phrasebook(languages, event.languages);
  const lines = sessionLines(program, book);
  const tracks = new Map(program.tracks.map(({ id, name }) => [id, book.texts(name)]));
  const described = sessions.filter(isDescribed);
  const numbers = new Map(described.map(({ id }, index) => [id, index + 1]));
  const entry = (session: ProgramSession) => ({
    title: book.texts(session.title),
    number: numbers.get(session.id) ?? null,
  });
  const byDay = (some: readonly ProgramSession[], written = writtenDay) =>
    [...Map.groupBy(some, ({ startsAt }) => dayIn(new Date(startsAt), timeZone))].map(([day, held]) => ({
      title: book.each((language) => phrase(written(day, language), language)),
      held,
    }));
  const appears = sessionsOfPeople(sessions);
  const usedRooms = rooms.filter(({ id }) => sessions.some(({ room }) => room === id));
  return {
    ...frontOf(program, book),
    words: wordsOf(book),
    timetables: byDay(sessions).map(({ title, held }) => {
      const { columns, rows } = timetableOf(
        held,
        rooms.map(({ id }) => id),
        timeZone,
      );
      return {
        title,
        columns,
        rows: rows.map(({ times, cells }) => ({
          times,
          cells: cells.map(({ session, ...size }) => ({
            ...size,
            session:
              session === null
                ? null
                : { ...entry(session), room: lines.room(session), light: session.kind === 'BREAK' },
          })),
        })),
      };
    }),
    days: byDay(described).map(({ title, held }) => ({
      title,
      sessions: held.map((session) => ({
        ...entry(session),
        times: lines.times(session),
        places: [lines.room(session), tracks.get(session.track ?? '') ?? []].filter(
          (place) => place.length > 0,
        ),
        facts: lines.facts(session),
        parts: lines.parts(session),
        items: lines.items(session),
        abstract:
          session.abstract === null
            ? []
            : book
                .texts(session.abstract)
                .map(({ text, lang }) => text.split(/\n+/).map((paragraph) => ({ text: paragraph, lang }))),
      })),
    })),
    speakers: byFamilyName(program.people, event.languages).map(({ person, initial }) => ({
      initial,
      name: book.texts(person.displayName),
      affiliation: affiliationOf(person, book),
      country: countryOf(person),
      appears: byDay(appears.get(person.id) ?? [], writtenShortDay).map(({ title, held }) => ({
        day: title,
        sessions: held.map((session) => ({
          time: startOf(session),
          number: numbers.get(session.id) ?? null,
        })),
      })),
    })),
    rooms:
      usedRooms.length < 2
        ? []
        : usedRooms.map(({ id, virtual }) => ({
            name: roomName(id),
            remark: virtual ? book.words((say) => say('online')) : [],
            holds: holdsOf(id),
          })),
    empty: sessions.length === 0 ? book.words((say) => say('noSessions')) : [],
  };

  function countryOf({ country }: ProgramDocument['people'][number]): Phrase[] {
    return country === null ? [] : book.each((language) => phrase(countryName(country, language), language));
  }

  function roomName(id: string | null): Phrase[] {
    const room = rooms.find((one) => one.id === id);
    return room === undefined ? [] : book.texts(room.name);
  }

  function startOf({ startsAt }: ProgramSession): string {
    return timeIn(new Date(startsAt), timeZone);
  }

  /** What a room is for: the tracks in it, and each session that belongs to none. */
  function holdsOf(room: string) {
    const held = sessions.filter((session) => session.room === room && session.kind !== 'BREAK');
    const strands = new Set(held.flatMap(({ track }) => track ?? []));
    return [
      ...[...strands].map((track) => ({ title: tracks.get(track) ?? [], number: null })),
      ...held.filter(({ track }) => track === null).map(entry),
    ];
  }
}

/** Whether there is more to say of a session than the timetable does. */
function isDescribed({ abstract, appearances, items }: ProgramSession): boolean {
  return abstract !== null || appearances.length > 0 || items.length > 0;
}

/** The sessions in which each person appears, in their order. */
function sessionsOfPeople(sessions: readonly ProgramSession[]): Map<string, ProgramSession[]> {
  const byPerson = new Map<string, ProgramSession[]>();
  for (const session of sessions) {
    for (const person of new Set(session.appearances.map((appearance) => appearance.person)))
      byPerson.set(person, [...(byPerson.get(person) ?? []), session]);
  }
  return byPerson;
}

function wordsOf(book: Phrasebook) {
  return {
    contents: book.words((say) => say('contents')),
    timetable: book.words((say) => say('timetable')),
    sessions: book.words((say) => say('sessions')),
    speakers: book.words((say) => say('speakers')),
    rooms: book.words((say) => say('rooms')),
    index: book.words((say) => say('index')),
    time: book.words((say) => say('time')),
    session: book.words((say) => say('session')),
    room: book.words((say) => say('room')),
    held: book.words((say) => say('held')),
    name: book.words((say) => say('name')),
    affiliation: book.words((say) => say('affiliation')),
    country: book.words((say) => say('country')),
  };
}
