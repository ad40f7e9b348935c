import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });
const day = z.iso.date();
const guid = z.guid();
const longest = 366 * 1_440;

/** RFC 3339 with an offset, of a day that exists. */
export function isInstant(text: string): boolean {
  return instant.safeParse(text).success;
}

/** YYYY-MM-DD of a day that exists. */
export function isDay(text: string): boolean {
  return day.safeParse(text).success;
}

export function isGuid(text: string): boolean {
  return guid.safeParse(text).success;
}

/**
 * Minutes of `hh:mm`, or of `d:hh:mm`, which pretalx writes from a day on. Hours may go past 23. Null for anything
 * else, and for more than a year.
 */
export function minutesOf(text: string): number | null {
  const found = /^(?:(\d{1,3}):)?(\d{1,4}):([0-5]\d)$/.exec(text);
  if (found === null) return null;
  const [, days = '0', hours = '', minutes = ''] = found;
  const total = (Number(days) * 24 + Number(hours)) * 60 + Number(minutes);
  return total <= longest ? total : null;
}

/** `hh:mm`; hours go past 23. A part of a minute counts as a whole one. */
export function durationText(minutes: number): string {
  const whole = Math.ceil(minutes);
  return `${twoDigits(Math.floor(whole / 60))}:${twoDigits(whole % 60)}`;
}

/** As {@link durationText}, but `d:hh:mm` from 100 hours on, for which `schedule.xml` has no room. */
export function durationTextInXml(minutes: number): string {
  const whole = Math.ceil(minutes);
  if (whole < 6_000) return durationText(whole);
  return `${String(Math.floor(whole / 1_440))}:${durationText(whole % 1_440)}`;
}

/** The time of day, hh:mm, that an instant itself names. */
export function timeOfDay(date: string): string {
  return date.slice(11, 16);
}

/** So many minutes after an instant, with the same offset. */
export function instantAfter(date: string, minutes: number): string {
  const [, zone = 'Z', sign = '+', hours = '0', rest = '0'] = /(Z|([+-])(\d\d):?(\d\d))$/.exec(date) ?? [];
  const offset = (Number(hours) * 60 + Number(rest)) * (sign === '-' ? -60_000 : 60_000);
  const local = new Date(Date.parse(date) + Math.ceil(minutes) * 60_000 + offset);
  return `${local.toISOString().slice(0, 19)}${zone}`;
}

/** An http or https address in its normal form; a relative one is resolved, if there is a base. Null for any other. */
export function webAddress(text: string, base: string | null = null): string | null {
  const url = URL.parse(text, base ?? undefined);
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : null;
}

/** What the formats allow of short names. */
export const forms = {
  code: /^[0-9A-Z]{6}$/,
  color: /^#[0-9a-fA-F]{6}$/,
  slug: /^[a-z0-9_]{4,}-[a-z0-9_-]{3,}[a-z0-9]$/,
  trackSlug: /^[a-z][a-z0-9-]*[a-z0-9]$/,
};

/** The text, if it has a form that both formats allow; else null. */
export function fitting(form: RegExp, text: string | null): string | null {
  return text !== null && form.test(text) ? text : null;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
