import { writtenDay } from '@plenary/platform/words';
import { dayIn, timeIn } from '@plenary/program';

/** A span of times as printed, with the day where the event has several, and the zone. */
export function printTimes(
  startsAt: string,
  endsAt: string,
  timeZone: string,
  language: string,
  withDay: boolean,
): string {
  const [from, to] = [new Date(startsAt), new Date(endsAt)];
  const day = withDay ? `${writtenDay(dayIn(from, timeZone), language)}, ` : '';
  return `${day}${timeIn(from, timeZone)}–${timeIn(to, timeZone)} (${timeZone})`;
}

/** A number with the language's own separators. */
export function printNumber(number: number, language: string): string {
  return new Intl.NumberFormat(language).format(number);
}
