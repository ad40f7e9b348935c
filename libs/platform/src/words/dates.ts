import { dayFormat } from './formatters.js';
import { spokenFor } from './languages.js';
import { wordsIn } from './words.js';

/** A day written out as a formal program has it: `Tuesday, 24 November 2026`, `2026年11月24日（火）`. */
export function writtenDay(day: string, language: string): string {
  if (!isOurs(language)) return named(day, language, { dateStyle: 'full' });
  const say = wordsIn(language);
  return say('day.written', placesOf(day));
}

/** A span of days: `Monday, 7 – Friday, 11 December 2026`, `2026年12月7日（月）～11日（金）`. */
export function writtenDays(from: string, to: string, language: string): string {
  if (from === to) return writtenDay(from, language);
  if (!isOurs(language)) return `${writtenDay(from, language)} – ${writtenDay(to, language)}`;
  const say = wordsIn(language);
  const [first, last] = [placesOf(from), placesOf(to)];
  const places = { from: first.day, fromDate: first.date, to: last.day, toDate: last.date };
  if (from.slice(0, 7) === to.slice(0, 7)) return say('days.sameMonth', places);
  return from.slice(0, 4) === to.slice(0, 4) ? say('days.sameYear', places) : say('days.apart', places);
}

/** A day as it stands in small print: `24 November 2026`, `2026年11月24日`. */
export function writtenDate(day: string, language: string): string {
  if (!isOurs(language)) return named(day, language, { dateStyle: 'long' });
  const say = wordsIn(language);
  return say('day.date', placesOf(day));
}

/** A day among others of the same event: `Tue 24 Nov`, `11月24日（火）`. */
export function writtenShortDay(day: string, language: string): string {
  if (!isOurs(language)) return named(day, language, { weekday: 'short', day: 'numeric', month: 'short' });
  const say = wordsIn(language);
  return say('day.short', placesOf(day));
}

/** What clocks go by there, in summer and winter alike: `Japan Standard Time`, `中央ヨーロッパ時間`. */
export function zoneName(timeZone: string, day: string, language: string): string {
  const options = { timeZone, timeZoneName: 'longGeneric' } as const;
  // A zone may have had another name in other years.
  const parts = new Intl.DateTimeFormat(language, options).formatToParts(new Date(`${day}T00:00:00Z`));
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/** A date in a language that we have no words in is at least written as it writes dates. */
function isOurs(language: string): boolean {
  return language.split('-')[0] === spokenFor(language);
}

function placesOf(day: string): { day: Date; date: number } {
  return { day: new Date(`${day}T00:00:00Z`), date: Number(day.slice(8)) };
}

function named(day: string, language: string, options: Intl.DateTimeFormatOptions): string {
  return dayFormat(language, options).format(placesOf(day).day);
}
