import { dayIn } from '../domain/times.js';
import type { ProgramDocument } from '../domain/program-document.js';
import { spokenFor, writtenDate, writtenDays, zoneName } from '@plenary/platform/words';
import { phrase, type Phrase, type Phrasebook } from './phrasebook.js';
import { soleRoom } from './session-lines.js';
import { wordsIn } from '../words/words.js';

/** What every printed program says of itself and its event. */
export function frontOf(program: ProgramDocument, book: Phrasebook) {
  const { event, releasedAt, release } = program;
  const { startsOn, endsOn, timeZone, title, theme, organiser, venue, notice } = event;
  const released = dayIn(new Date(releasedAt), timeZone);
  const [year, month, day] = released.split('-').map(Number);
  const heading = book.texts(title);
  const kind = book.words((say) => say('program'));
  const facts: { label: Phrase[]; value: Phrase[] }[] = [
    {
      label: book.words((say) => say('date')),
      value: book.each((language) => phrase(writtenDays(startsOn, endsOn, language), language)),
    },
    {
      label: book.words((say) => say('zone')),
      value: book.each((language) => phrase(zoneName(timeZone, startsOn, language), language)),
    },
  ];
  if (venue !== null)
    facts.push({
      label: book.words((say) => say('venue')),
      value: book.each((language) => {
        const [name, city] = [book.text(venue.name, language), book.text(venue.city, language)];
        const say = wordsIn(name.lang);
        const lang = name.lang === city.lang ? name.lang : spokenFor(name.lang);
        return { text: say('place', { name: name.text, city: city.text }), lang };
      }),
    });
  const room = soleRoom(program);
  if (room !== null) facts.push({ label: book.words((say) => say('room')), value: book.texts(room.name) });
  if (organiser !== null)
    facts.push({ label: book.words((say) => say('organiser')), value: book.texts(organiser) });
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
    release: book.words((say, language) =>
      say('release', { number: release, date: writtenDate(released, language) }),
    ),
  };
}
