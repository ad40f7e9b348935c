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
 * The instant at which clocks in a time zone show this, such as 2023-12-07T14:05. A time that they skip is moved on by as
 * much, of one that they show twice it is the first. Null for what is no such time.
 */
export function instantIn(local: string, timeZone: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/.test(local)) return null;
  try {
    const shown = Temporal.PlainDateTime.from(local, { overflow: 'reject' });
    return new Date(shown.toZonedDateTime(timeZone).epochMilliseconds);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
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

const options = {
  day: { year: 'numeric', month: '2-digit', day: '2-digit' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

// Making a formatter takes much longer than using it.
const formatters = new LRUCache<string, Intl.DateTimeFormat>({ max: 1_000 });

function formatter(kind: keyof typeof options, timeZone: string): Intl.DateTimeFormat {
  const key = `${kind} ${timeZone}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat('en-CA', { ...options[kind], timeZone });
  formatters.set(key, known);
  return known;
}
