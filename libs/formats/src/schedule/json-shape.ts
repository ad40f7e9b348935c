import { z } from 'zod';
import { isGuid, isInstant, minutesOf } from './values.js';

const optional = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || null);
const plain = optional.transform((text) => text ?? '');
const required = z.string().trim().min(1, 'must not be empty');
const instant = z
  .string()
  .refine(isInstant, 'must be a time with its offset, such as 2026-11-24T09:00:00+09:00');
const day = z.iso.date('must be a day such as 2026-11-24');
const guid = z
  .string()
  .nullish()
  .refine((text) => !text || isGuid(text), 'must be a UUID')
  .transform((text) => text?.toLowerCase() || null);
const count = z.int('must be a whole number from 1').min(1, 'must be a whole number from 1');

const person = z
  .object({ name: plain, public_name: plain, guid })
  .transform(({ name, public_name: old, guid: own }) => ({ name: name || old, guid: own, id: null }));

const links = z
  .array(z.object({ url: z.string(), title: plain }))
  .nullish()
  .transform((list) => list ?? []);

const room = z.object({
  name: required,
  guid,
  // Some write a text per language.
  description: z
    .unknown()
    .optional()
    .transform((text) => (typeof text === 'string' ? text.trim() : '')),
  capacity: z
    .number()
    .nullish()
    .transform((number) => number ?? null),
});

const track = z.object({ name: required, slug: optional, color: optional });

export const eventShape = z.object({
  guid,
  id: count,
  code: optional,
  title: required,
  subtitle: plain,
  type: plain,
  track: optional,
  date: instant,
  duration: z.string().transform((text, context) => {
    const minutes = minutesOf(text);
    if (minutes === null) context.addIssue('must be hh:mm');
    return minutes ?? 0;
  }),
  abstract: plain,
  description: plain,
  slug: optional,
  language: optional,
  persons: z
    .array(person)
    .nullish()
    .transform((list) => (list ?? []).filter(({ name }) => name !== '')),
  recording_license: z
    .string()
    .trim()
    .nullish()
    .transform((text) => text ?? null),
  do_not_record: z
    .boolean()
    .nullish()
    .transform((value) => value ?? null),
  links,
  attachments: links,
  logo: optional,
  url: optional,
  feedback_url: optional,
  origin_url: optional,
});

/** What a room's events are, is checked room by room: a room may have any name, even that of a JavaScript property. */
const dayShape = z.object({
  index: count,
  date: day,
  day_start: instant,
  day_end: instant,
  rooms: z.custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value), {
    error: 'must be an object of rooms',
  }),
});

export const fileShape = z.object({
  generator: z
    .object({ name: plain, version: plain, url: plain })
    .nullish()
    .transform((value) => value ?? null),
  schedule: z.object({
    version: plain,
    url: optional,
    base_url: optional,
    conference: z.object({
      acronym: plain,
      title: required,
      start: z
        .union([day, instant], 'must be a day such as 2026-11-24')
        .nullish()
        .transform((text) => text ?? null),
      end: z
        .union([day, instant], 'must be a day such as 2026-11-24')
        .nullish()
        .transform((text) => text ?? null),
      timeslot_duration: optional,
      time_zone_name: optional,
      url: optional,
      rooms: z
        .array(room)
        .max(1_000, 'must not have more than 1000 rooms')
        .nullish()
        .transform((list) => list ?? []),
      tracks: z
        .array(track)
        .max(1_000, 'must not have more than 1000 tracks')
        .nullish()
        .transform((list) => list ?? []),
      days: z.array(dayShape).min(1, 'must have a day').max(366, 'must not have more than 366 days'),
    }),
  }),
});
