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
  const parts = new Map(
    formatter('iso', timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? '';
  const offset = part('timeZoneName').replace(/^GMT/, '') || '+00:00';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}${offset}`;
}

/**
 * The instant at which a day begins in a time zone, in milliseconds since 1970, counted `daysLater` from the given one.
 * Where midnight is skipped there, the first instant of the day.
 */
export function startOfDay(day: string, daysLater: number, timeZone: string): number {
  const key = `${day} ${String(daysLater)} ${timeZone}`;
  const known = starts.get(key);
  if (known !== undefined) return known;
  const wanted = new Date(Date.parse(`${day}T00:00:00Z`) + daysLater * 86_400_000).toISOString().slice(0, 10);
  // Zones lie at most 14 hours ahead of UTC and 12 behind it; within that, days go up with time.
  let [from, to] = [
    Date.parse(`${wanted}T00:00:00Z`) - 15 * 3_600_000,
    Date.parse(`${wanted}T00:00:00Z`) + 13 * 3_600_000,
  ];
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2);
    if (dayIn(new Date(middle), timeZone) < wanted) from = middle;
    else to = middle;
  }
  if (starts.size > 10_000) starts.clear();
  starts.set(key, to);
  return to;
}

const starts = new Map<string, number>();

/** A day written out in a language, such as `Thursday, 7 December 2023` or `2023年12月7日木曜日`. */
export function longDay(day: string, language: string): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'full',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));
}

const options: Readonly<Record<'day' | 'time' | 'iso', Intl.DateTimeFormatOptions>> = {
  day: { year: 'numeric', month: '2-digit', day: '2-digit' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  iso: {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  },
};

// Making a formatter takes much longer than using it.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(kind: keyof typeof options, timeZone: string): Intl.DateTimeFormat {
  const key = `${kind} ${timeZone}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat('en-CA', { ...options[kind], timeZone });
  formatters.set(key, known);
  return known;
}
