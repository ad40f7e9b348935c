import { displayName, type Event } from '@plenary/event';
import { languageNames, localText, type Texts } from '@plenary/platform/texts';
import { typeset } from '@plenary/typesetting';
import { byKey, inOrder, isTimed, type Draft, type TimedSession } from '../domain/draft.js';
import { roleName } from '../domain/role-names.js';
import { dayIn, timeIn } from '../domain/times.js';
import { spokenFor, writtenDate, writtenDay, writtenDays } from '@plenary/platform/words';
import { phrase, type Phrase } from './phrasebook.js';
import { linesOf, requirePrintable } from './printable.js';
import { readTemplate } from './template.js';
import { wordsIn } from '../words/words.js';

const template = readTemplate('run-book.typ');

/**
 * What staff work by on the day, as PDF/UA-1: the draft with its internal sessions, cues and notes, a table a day and
 * room. It holds those sessions that have a time.
 * @param language that every text is in, where it has it
 * @param madeAt the moment whose draft it shows; it stands on every page
 * @throws {Refusal} CONFLICT if it is too large, UNAVAILABLE while it can't be made
 */
export async function renderRunBook(
  event: Event,
  draft: Draft,
  language: string,
  madeAt: Date,
): Promise<Buffer> {
  const sessions = inOrder(draft.sessions.values()).filter(isTimed);
  const data = requirePrintable(linesOf(sessions), () => layOut(event, draft, sessions, language, madeAt));
  return typeset({ template, data, madeAt });
}

function layOut(
  event: Event,
  draft: Draft,
  sessions: readonly TimedSession[],
  language: string,
  madeAt: Date,
) {
  const [say, found] = [wordsIn(language), spokenFor(language)];
  const { timeZone, languages, notice } = event;
  const own = (texts: Texts): Phrase => {
    const local = localText(texts, language, languages);
    return phrase(local.text, local.language);
  };
  const word = (text: string): Phrase => phrase(text, found);
  const typed = (text: string): Phrase => phrase(text, language);
  const made = dayIn(madeAt, timeZone);
  const [year, month, date] = made.split('-').map(Number);
  const rooms = byKey(draft.rooms);
  const days = Map.groupBy(sessions, ({ startsAt }) => dayIn(startsAt, timeZone));
  return {
    language: language.split('-')[0] ?? language,
    title: `${own(event.title).text} – ${say('runBook')}`,
    date: { year, month, day: date },
    heading: [own(event.title)],
    kind: [word(say('runBook'))],
    dates: [phrase(writtenDays(event.startsOn, event.endsOn, language), language)],
    notice: [word(say('staffOnly')), ...(notice === null ? [] : [own(notice)])],
    asOf: [word(say('asOf', { date: writtenDate(made, found), time: timeIn(madeAt, timeZone) }))],
    columns: [say('time'), say('offset'), say('kind'), say('what'), say('responsible')].map((text) => [
      word(text),
    ]),
    empty: sessions.length > 0 ? [] : [word(say('noTimes'))],
    days: [...days].map(([day, held]) => ({
      title: [phrase(writtenDay(day, language), language)],
      rooms: [...rooms, null]
        .map((room) => ({
          name: [room === null ? word(say('noRoom')) : own(room.name)],
          sessions: held.filter(({ roomId }) => roomId === (room?.id ?? null)).map(sessionRows),
        }))
        .filter((room) => room.sessions.length > 0),
    })),
  };

  function sessionRows(session: TimedSession) {
    const start = session.startsAt.getTime();
    return {
      times: `${timeIn(session.startsAt, timeZone)}–${timeIn(session.endsAt, timeZone)}`,
      title: [own(session.title)],
      internal: session.visibility === 'INTERNAL',
      visibility: [word(say('visibility', { visibility: session.visibility }))],
      facts: factsOf(session),
      cues: [...session.cues]
        .sort((a, b) => (a.minute ?? -Infinity) - (b.minute ?? -Infinity))
        .map(({ minute, kind, text, responsible }) => ({
          time: minute === null ? '' : timeIn(new Date(start + minute * 60_000), timeZone),
          offset: minute === null ? '' : signed(minute),
          kind: [word(say('cueKind', { kind }))],
          important: kind === 'CUE',
          lines: text.split(/\n+/).map(typed),
          responsible: responsible === null ? [] : [typed(responsible)],
        })),
    };
  }

  /** Who and what the session needs, each with its label. */
  function factsOf({ appearances, equipment, setUp, notes }: TimedSession) {
    const expected = appearances.filter(({ state }) => state !== 'DECLINED');
    // The remark is of the page's direction, whatever the name's.
    const named = (personId: string, details: readonly string[]): Phrase[] => {
      const person = draft.people.get(personId);
      const said = details.filter((detail) => detail !== '').join(say('comma'));
      return [
        typed(person === undefined ? '' : displayName(person, language)),
        ...(said === '' ? [] : [word(say('inParentheses', { text: said }))]),
      ];
    };
    const remark = (state: string): string[] => (state === 'CONFIRMED' ? [] : [say('toBeConfirmed')]);
    const [interpreters, people] = [true, false].map((wanted) =>
      expected.filter(({ role }) => (role === 'INTERPRETER') === wanted),
    );
    const facts: [string, Phrase[][]][] = [
      [
        say('people'),
        (people ?? []).map(({ personId, role, state }) =>
          named(personId, [roleName(role, language), ...remark(state)]),
        ),
      ],
      [
        say('interpreters'),
        (interpreters ?? []).map(({ personId, languages: between, state }) =>
          named(personId, [languageNames(between, found), ...remark(state)]),
        ),
      ],
      [say('setUp'), setUp === null ? [] : [[typed(setUp)]]],
      [say('equipment'), equipment.map((text) => [typed(text)])],
      [say('notes'), notes === null ? [] : notes.split(/\n+/).map((line) => [typed(line)])],
    ];
    return facts
      .filter(([, values]) => values.length > 0)
      .map(([label, values]) => ({ label: [word(label)], values }));
  }
}

/** `+5`, `−10` with a proper minus. */
function signed(minute: number): string {
  if (minute === 0) return '0';
  return `${minute < 0 ? '−' : '+'}${String(Math.abs(minute))}`;
}
