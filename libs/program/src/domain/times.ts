import { LRUCache } from 'lru-cache';
import { Temporal } from 'temporal-polyfill';

/** The day of an instant in a time zone, YYYY-MM-DD. */
export function dayIn(instant: Date, timeZone: string): string {
  return formatter('day', timeZone).format(instant);
}

/** The time of day of an instant in a time zone, HH:MM. */
export function timeIn(instant: Date, timeZone: string): string {
  return formatter('time', timeZone).format(instant);
}

/** The instant with the offset that the zone has then, such as 2023-12-07T14:05:00+09:00 (RFC 3339). */
export function isoIn(instant: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

/**
 * The instant at which a day begins in a time zone, in milliseconds since 1970, counted `daysLater` from the given one.
 * Where midnight is skipped there, the first instant of the day.
 */
export function startOfDay(day: string, daysLater: number, timeZone: string): number {
  const key = `${day} ${String(daysLater)} ${timeZone}`;
  const start =
    starts.get(key) ??
    Temporal.PlainDate.from(day).add({ days: daysLater }).toZonedDateTime(timeZone).epochMilliseconds;
  starts.set(key, start);
  return start;
}

/** Every session of an event asks for the same two. */
const starts = new LRUCache<string, number>({ max: 1_000 });

/** A day written out in a language, such as `Thursday, 7 December 2023` or `2023年12月7日木曜日`. */
export function longDay(day: string, language: string): string {
  return formatter('long', 'UTC', language === 'en' ? 'en-GB' : language).format(
    new Date(`${day}T00:00:00Z`),
  );
}

const options = {
  day: { year: 'numeric', month: '2-digit', day: '2-digit' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  long: { dateStyle: 'full' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

// Making a formatter takes much longer than using it.
const formatters = new LRUCache<string, Intl.DateTimeFormat>({ max: 1_000 });

function formatter(kind: keyof typeof options, timeZone: string, locale = 'en-CA'): Intl.DateTimeFormat {
  const key = `${kind} ${timeZone} ${locale}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...options[kind], timeZone });
  formatters.set(key, known);
  return known;
}
