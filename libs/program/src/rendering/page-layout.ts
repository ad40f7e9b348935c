import { dayIn } from '../domain/times.js';
import type { ProgramDocument } from '../domain/program-document.js';
import { writtenDay } from '@plenary/platform/words';
import { frontOf } from './front.js';
import { phrase, phrasebook, type Phrase } from './phrasebook.js';
import { sessionLines, soleRoom } from './session-lines.js';

/**
 * The program on a page as its template takes it: a row a session, in each language beside the other, every text as it
 * is to stand on paper.
 */
export function pageLayout(program: ProgramDocument, languages: readonly string[]) {
  const { event, sessions } = program;
  const book = phrasebook(languages, event.languages);
  const lines = sessionLines(program, book);
  const columns = languages.map((language) => {
    const own = phrasebook([language], event.languages);
    return { book: own, lines: sessionLines(program, own) };
  });
  const notes = new Map<string, Phrase[]>();
  const days = Map.groupBy(sessions, ({ startsAt }) => dayIn(new Date(startsAt), event.timeZone));
  const severalRooms = soleRoom(program) === null && sessions.some(({ room }) => room !== null);
  return {
    ...frontOf(program, book),
    columns: {
      time: book.words((say) => say('time')),
      sessions: columns.map((column) => column.book.words((say) => say('session'))),
      room: severalRooms ? book.words((say) => say('room')) : [],
    },
    days: [...days].map(([day, held]) => ({
      title:
        event.startsOn === event.endsOn
          ? []
          : book.each((language) => phrase(writtenDay(day, language), language)),
      rows: held.map((session) => ({
        times: lines.times(session),
        room: lines.room(session),
        light: session.kind === 'BREAK',
        marks: lines.facts(session).map(markOf),
        cells: columns.map((column) => ({
          title: column.book.texts(session.title),
          parts: column.lines.parts(session),
          items: column.lines.items(session),
        })),
      })),
    })),
    empty: sessions.length === 0 ? book.words((say) => say('noSessions')) : [],
    notes: [...notes.values()],
  };

  /** The number of the note that says a fact, from 1 in the order of their first use. */
  function markOf(fact: Phrase[]): number {
    const key = JSON.stringify(fact);
    notes.set(key, fact);
    return [...notes.keys()].indexOf(key) + 1;
  }
}
