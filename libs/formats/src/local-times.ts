import { Temporal } from 'temporal-polyfill';

/** Why a text names no instant, date or time. */
export interface TimeProblem {
  readonly code:
    | 'NOT_A_TIME'
    | 'NO_SUCH_DATE'
    | 'NO_SUCH_TIME'
    /** Clocks are put forward over it: it does not exist that day. */
    | 'GAP'
    /** Clocks are put back over it: it exists twice, and its offset must tell which is meant. */
    | 'OVERLAP';
  /** Begins with a verb, for the text as its subject. */
  readonly message: string;
  /** With offset: of an overlap both times that can be meant, of a gap the nearest before and after; else empty. */
  readonly choices: readonly string[];
}

export type LocalInstant = { readonly instant: Date } | { readonly problem: TimeProblem };
export type LocalDate = { readonly date: string } | { readonly problem: TimeProblem };
export type LocalTime = { readonly time: string } | { readonly problem: TimeProblem };

const datePart = String.raw`(?<year>\d{4})(?:-(?<month>\d\d?)-(?<day>\d\d?)|/(?<slashMonth>\d\d?)/(?<slashDay>\d\d?))`;
const timePart = String.raw`(?<hour>\d\d?):(?<minute>\d\d)(?::(?<second>\d\d))?`;
const offsetPart = String.raw`(?<offset>Z|[+-]\d\d(?::?\d\d)?)`;
const forms = {
  instant: new RegExp(`^${datePart}(?:T| +)${timePart}(?: *${offsetPart})?$`, 'i'),
  date: new RegExp(`^${datePart}$`),
  time: new RegExp(`^${timePart}$`),
};

/**
 * The instant of a time in a time zone: `2026-11-24 09:00`, `2026-11-24T09:00:30` or `2026/11/24 9:00`, in full-width
 * letters too. With `Z` or an offset (`+09:00`) it is that instant, whatever the zone. 24:00 is the end of the day.
 * @param timeZone an IANA name
 * @throws {RangeError} for a zone that is not known
 */
export function localInstant(text: string, timeZone: string): LocalInstant {
  const parts = forms.instant.exec(plain(text))?.groups;
  if (parts === undefined) {
    return problem('NOT_A_TIME', 'must be a date and a time such as 2026-11-24 09:00');
  }
  const local = dateTimeOf(parts);
  if ('problem' in local) return local;
  if (parts['offset'] !== undefined) {
    const offset = offsetOf(parts['offset']);
    if (offset === null) return problem('NO_SUCH_TIME', 'has an offset that no zone has');
    return { instant: dateOf(local.value.toZonedDateTime(offset)) };
  }
  const earlier = local.value.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  const later = local.value.toZonedDateTime(timeZone, { disambiguation: 'later' });
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { instant: dateOf(earlier) };
  const choices = [withOffset(earlier), withOffset(later)];
  return earlier.toPlainDateTime().equals(local.value)
    ? problem('OVERLAP', `exists twice in ${timeZone}: write ${choices.join(' or ')}`, choices)
    : problem('GAP', `does not exist in ${timeZone}: clocks are put forward over it`, choices);
}

/** A date alone: `2026-11-24` or `2026/11/24`, as YYYY-MM-DD. */
export function localDate(text: string): LocalDate {
  const parts = forms.date.exec(plain(text))?.groups;
  if (parts === undefined) return problem('NOT_A_TIME', 'must be a date such as 2026-11-24');
  const date = dateFrom(parts);
  return 'problem' in date ? date : { date: date.value.toString() };
}

/** A time of day alone: `9:00` or `09:00:30`, as HH:MM, with :SS if there are seconds. 24:00 stays as it is. */
export function localTime(text: string): LocalTime {
  const parts = forms.time.exec(plain(text))?.groups;
  if (parts === undefined) return problem('NOT_A_TIME', 'must be a time such as 09:00');
  const time = timeFrom(parts);
  if ('problem' in time) return time;
  const shown = time.value.toString({ smallestUnit: time.value.second === 0 ? 'minute' : 'second' });
  return { time: time.endOfDay ? '24:00' : shown };
}

/**
 * An instant as {@link localInstant} reads it: `2026-11-24T09:00` by the zone's clocks (with seconds if there are any),
 * with its offset where that time exists twice.
 * @throws {RangeError} for a zone that is not known
 */
export function localText(instant: Date, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
  const read = localInstant(zoned.toPlainDateTime().toString({ smallestUnit: 'second' }), timeZone);
  return 'problem' in read
    ? withOffset(zoned)
    : zoned.toPlainDateTime().toString({ smallestUnit: unitOf(zoned) });
}

type Parts = Readonly<Record<string, string | undefined>>;
type Found<T> = { readonly value: T } | { readonly problem: TimeProblem };

function dateTimeOf(parts: Parts): Found<Temporal.PlainDateTime> {
  const date = dateFrom(parts);
  if ('problem' in date) return date;
  const time = timeFrom(parts);
  if ('problem' in time) return time;
  return { value: date.value.add({ days: time.endOfDay ? 1 : 0 }).toPlainDateTime(time.value) };
}

function dateFrom({ year, month, slashMonth, day, slashDay }: Parts): Found<Temporal.PlainDate> {
  const fields = { year: Number(year), month: Number(month ?? slashMonth), day: Number(day ?? slashDay) };
  try {
    return { value: Temporal.PlainDate.from(fields, { overflow: 'reject' }) };
  } catch {
    return problem('NO_SUCH_DATE', 'is a date that does not exist');
  }
}

function timeFrom({
  hour,
  minute,
  second = '0',
}: Parts): Found<Temporal.PlainTime> & { readonly endOfDay?: boolean } {
  const fields = { hour: Number(hour), minute: Number(minute), second: Number(second) };
  if (fields.hour === 24 && fields.minute === 0 && fields.second === 0) {
    return { value: new Temporal.PlainTime(), endOfDay: true };
  }
  if (fields.hour > 23 || fields.minute > 59 || fields.second > 59) {
    return problem('NO_SUCH_TIME', 'is a time of day that does not exist');
  }
  return { value: Temporal.PlainTime.from(fields) };
}

/** As Temporal names it; null past the 14 hours that any zone has. */
function offsetOf(text: string): string | null {
  const [, sign = '+', hours = '00', minutes = '00'] = /^([+-])(\d\d):?(\d\d)?$/.exec(text) ?? [];
  return Number(hours) * 60 + Number(minutes) > 14 * 60 || Number(minutes) > 59
    ? null
    : `${sign}${hours}:${minutes}`;
}

/** Full-width letters, as Japanese keyboards make them, are the same; white space at the ends is nothing. */
function plain(text: string): string {
  return text.slice(0, 60).normalize('NFKC').trim();
}

function withOffset(zoned: Temporal.ZonedDateTime): string {
  return zoned.toString({ timeZoneName: 'never', smallestUnit: unitOf(zoned) });
}

function unitOf({ second }: Temporal.ZonedDateTime): 'minute' | 'second' {
  return second === 0 ? 'minute' : 'second';
}

function dateOf(zoned: Temporal.ZonedDateTime): Date {
  return new Date(zoned.epochMilliseconds);
}

function problem(
  code: TimeProblem['code'],
  message: string,
  choices: readonly string[] = [],
): { readonly problem: TimeProblem } {
  return { problem: { code, message, choices } };
}
