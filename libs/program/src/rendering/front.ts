import { dayIn } from '../domain/times.js';
import type { ProgramDocument } from '../domain/program-document.js';
import { writtenDate, writtenDays, zoneName } from './dates.js';
import { phrase, type Phrase, type Phrasebook } from './phrasebook.js';
import { soleRoom } from './session-lines.js';
import { wordsIn } from './words.js';

/** What every printed program says of itself and its event. */
export function frontOf(program: ProgramDocument, book: Phrasebook) {
  const { event, releasedAt, release } = program;
  const { startsOn, endsOn, timeZone, title, theme, organiser, venue, notice } = event;
  const released = dayIn(new Date(releasedAt), timeZone);
  const [year, month, day] = released.split('-').map(Number);
  const heading = book.texts(title);
  const kind = book.words((words) => words.program);
  const facts: { label: Phrase[]; value: Phrase[] }[] = [
    {
      label: book.words((words) => words.date),
      value: book.each((language) => phrase(writtenDays(startsOn, endsOn, language), language)),
    },
    {
      label: book.words((words) => words.zone),
      value: book.each((language) => phrase(zoneName(timeZone, startsOn, language), language)),
    },
  ];
  if (venue !== null)
    facts.push({
      label: book.words((words) => words.venue),
      value: book.each((language) => {
        const [name, city] = [book.text(venue.name, language), book.text(venue.city, language)];
        const { words, language: own } = wordsIn(name.lang);
        return { text: words.place(name.text, city.text), lang: name.lang === city.lang ? name.lang : own };
      }),
    });
  const room = soleRoom(program);
  if (room !== null) facts.push({ label: book.words((words) => words.room), value: book.texts(room.name) });
  if (organiser !== null)
    facts.push({ label: book.words((words) => words.organiser), value: book.texts(organiser) });
  return {
    language: book.languages[0]?.split('-')[0] ?? 'en',
    title: [...heading.slice(0, 1), ...kind.slice(0, 1)].map(({ text }) => text).join(' – '),
    authors: organiser === null ? [] : book.texts(organiser).map(({ text }) => text),
    date: { year, month, day },
    heading,
    kind,
    theme: theme === null ? [] : book.texts(theme),
    facts,
    notice: notice === null ? [] : book.texts(notice),
    release: book.words((words, language) => words.release(String(release), writtenDate(released, language))),
  };
}
