import { affiliated } from '@plenary/event';
import { spokenFor } from '@plenary/platform/words';
import { timeIn } from '../domain/times.js';
import { roleName } from '../domain/role-names.js';
import type { ProgramDocument, ProgramSession } from '../domain/program-document.js';
import { factsOf } from '../domain/session-facts.js';
import { phrase, type Phrase, type Phrasebook } from './phrasebook.js';

type Person = ProgramDocument['people'][number];

/** A person's part as it stands under a session. */
export interface PartLine {
  /** Empty where it is the same as that of the line before. */
  readonly role: Phrase[];
  readonly name: Phrase[];
  /** Post and organisation. */
  readonly affiliation: Phrase[];
  /** Such as that the person is not confirmed. */
  readonly remark: Phrase[];
}

/** A talk inside a session. */
export interface ItemLines {
  readonly title: Phrase[];
  readonly minutes: Phrase[];
  readonly parts: PartLine[];
}

/** How the sessions of a program stand on paper. */
export interface SessionLines {
  readonly times: (session: ProgramSession) => string;
  /** Empty where all sessions are in one: the program's head has it. */
  readonly room: (session: ProgramSession) => Phrase[];
  /** Those of the session as a whole. */
  readonly parts: (session: ProgramSession) => PartLine[];
  readonly items: (session: ProgramSession) => ItemLines[];
  /** What is said of it besides, such as into what it is interpreted. */
  readonly facts: (session: ProgramSession) => Phrase[][];
}

export function sessionLines(program: ProgramDocument, book: Phrasebook): SessionLines {
  const people = new Map(program.people.map((person) => [person.id, person]));
  const rooms = new Map(program.rooms.map(({ id, name }) => [id, name]));
  const { timeZone } = program.event;
  const sole = soleRoom(program);
  const partsOf = ({ appearances }: ProgramSession, item: string | null): PartLine[] => {
    const own = appearances.filter((appearance) => appearance.item === item);
    return own.flatMap(({ person: id, role, confirmed }, index): PartLine[] => {
      const person = people.get(id);
      if (person === undefined) return [];
      return [
        {
          role: own[index - 1]?.role === role ? [] : book.words((_say, language) => roleName(role, language)),
          name: book.texts(person.displayName),
          affiliation: affiliationOf(person, book),
          remark: confirmed ? [] : book.words((say) => say('toBeConfirmed')),
        },
      ];
    });
  };
  return {
    times: ({ startsAt, endsAt }) =>
      `${timeIn(new Date(startsAt), timeZone)}–${timeIn(new Date(endsAt), timeZone)}`,
    room: ({ room }) => {
      const name = sole === null ? rooms.get(room ?? '') : undefined;
      return name === undefined ? [] : book.texts(name);
    },
    parts: (session) => partsOf(session, null),
    items: (session) =>
      session.items.map(({ id, title, minutes }) => ({
        title: book.texts(title),
        minutes: book.words((say) => say('minutes', { minutes })),
        parts: partsOf(session, id),
      })),
    facts: (session) =>
      factsOf(session, 'PRINT').map((tell) =>
        book.each((language) => {
          const told = tell(language, program.event.languages);
          return phrase(told.text, told.language);
        }),
      ),
  };
}

/** The one room of all sessions; null where there are several, or none. */
export function soleRoom({ sessions, rooms }: ProgramDocument): ProgramDocument['rooms'][number] | null {
  const used = new Set(sessions.map(({ room }) => room));
  return used.size === 1 ? (rooms.find(({ id }) => used.has(id)) ?? null) : null;
}

/** Post and organisation, in the order of the language that they are found in. */
export function affiliationOf({ post, organisation }: Person, book: Phrasebook): Phrase[] {
  if (organisation === null) return post === null ? [] : book.texts(post);
  if (post === null) return book.texts(organisation);
  return book.each((language) => {
    const [held, body] = [book.text(post, language), book.text(organisation, language)];
    const text = affiliated(held.text, body.text, body.lang);
    return { text, lang: held.lang === body.lang ? body.lang : spokenFor(body.lang) };
  });
}
