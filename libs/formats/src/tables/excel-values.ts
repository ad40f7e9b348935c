/** How a number in a cell is meant, by the format that shows it. */
export type NumberKind = 'number' | 'date' | 'time' | 'date and time' | 'duration';

const dateIds = [14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58];
const timeIds = [18, 19, 20, 21, 32, 33, 34, 35, 45, 47];

/** Formats that Excel has built in, those of the Japanese version too (ECMA-376, 18.8.30). */
export function kindOfBuiltIn(id: number): NumberKind {
  if (dateIds.includes(id)) return 'date';
  if (timeIds.includes(id)) return 'time';
  return id === 22 ? 'date and time' : id === 46 ? 'duration' : 'number';
}

/** Formats in the file, such as `yyyy"年"m"月"d"日"` or `[h]:mm`. */
export function kindOfFormat(code: string): NumberKind {
  // The part for positive numbers, without literals, spaces and fills.
  const bare = code.replace(/"[^"]*"|\\.|_.|\*./gsu, '').split(';', 1)[0] ?? '';
  if (/\[(?:h+|m+|s+)\]/i.test(bare)) return 'duration';
  // What brackets hold else are colours, conditions and languages.
  const letters = bare.replace(/\[[^[\]]*\]/g, '').replace(/general/i, '');
  const hasTime = /[hs]|am\/pm|a\/p/i.test(letters);
  const hasDate = /[ydge]|aaa/i.test(letters) || (/m/i.test(letters) && !hasTime);
  if (hasDate) return hasTime ? 'date and time' : 'date';
  return hasTime ? 'time' : 'number';
}

const daySeconds = 86_400;
const lastDay = 2_958_465;

/**
 * A number of days as text: `2026-11-24T09:00`, `2026-11-24`, `09:00`, or `36:30` for a duration; with seconds if there
 * are any. A date or a time that the number holds is told, shown or not: a start that is shown as 9:00 may have its day.
 * Null if it is no day that Excel knows.
 */
export function dayNumberText(
  value: number,
  kind: Exclude<NumberKind, 'number'>,
  from1904: boolean,
): string | null {
  const total = Math.round(value * daySeconds);
  const day = Math.floor(total / daySeconds);
  if (!Number.isFinite(value) || day < 0 || day > lastDay) return null;
  const seconds = total - day * daySeconds;
  if (kind === 'duration') return clock(total);
  // In the system of 1900 there is no day 0.
  const date = day > 0 || (from1904 && kind !== 'time') ? dayText(day, from1904) : null;
  const time = kind !== 'date' || seconds > 0 ? clock(seconds) : null;
  return date === null || time === null ? (date ?? time) : `${date}T${time}`;
}

/** Day 1 is 1900-01-01, and day 60 a 29 February 1900 that never was; or day 0 is 1904-01-01. */
function dayText(day: number, from1904: boolean): string {
  if (!from1904 && day === 60) return '1900-02-29';
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  return new Date(epoch + day * daySeconds * 1_000).toISOString().slice(0, 10);
}

function clock(total: number): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const [hours, minutes, seconds] = [Math.floor(total / 3_600), Math.floor(total / 60) % 60, total % 60];
  return `${two(hours)}:${two(minutes)}${seconds === 0 ? '' : `:${two(seconds)}`}`;
}

/** An ISO 8601 date cell, in the same forms. */
export function isoDateText(text: string): string {
  return text.replace(/(T?\d\d:\d\d)(?::00(?:\.0+)?)?Z?$/, '$1');
}

/** Characters that XML can't hold stand as `_x000D_` in texts of a workbook. */
export function decodeText(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
}

/** The other way. */
export function encodeText(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\uFFFE\uFFFF]/g, '\uFFFD')
    .toWellFormed();
}
