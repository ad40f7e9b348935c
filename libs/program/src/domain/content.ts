import { z } from 'zod';

/** An instant, kept as RFC 3339 text in UTC wherever content is JSON. */
export const keptInstant = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
});

const id = z.string();
const texts = z.record(z.string(), z.string()).readonly();

const windows = z.array(z.object({ startsAt: keptInstant, endsAt: keptInstant }).readonly()).readonly();

export const sessionKind = z.enum([
  'OPENING',
  'CEREMONY',
  'KEYNOTE',
  'PRESENTATION',
  'PANEL',
  'DISCUSSION',
  'WORKING_GROUP',
  'BREAK',
  'CLOSING',
  'SOCIAL',
  'VISIT',
  'OTHER',
]);

export const appearanceRole = z.enum([
  'CHAIR',
  'MODERATOR',
  'KEYNOTE',
  'SPEAKER',
  'PANELIST',
  'DISCUSSANT',
  'RAPPORTEUR',
  'INTERPRETER',
]);

export const appearanceState = z.enum(['INVITED', 'CONFIRMED', 'DECLINED']);
/** From what shows all to what shows least. */
export const visibilities = ['PUBLIC', 'PARTICIPANTS', 'INTERNAL'] as const;
export const visibility = z.enum(visibilities);
/** From what shows all to what shows least. */
export const attributions = ['ON_RECORD', 'CHATHAM_HOUSE', 'CLOSED'] as const;
export const attribution = z.enum(attributions);
export const trackKind = z.enum(['STRAND', 'WORKING_GROUP']);
export const trackPart = z.enum(['MEMBER', 'CHAIR', 'RAPPORTEUR']);
export const cueKind = z.enum(['CUE', 'NOTE']);

/** A place. */
export const roomContent = z
  .object({
    id,
    key: z.string(),
    name: texts,
    capacity: z.int().nullable(),
    /** Online only. */
    virtual: z.boolean(),
    /** When it can be used; empty for the whole event. */
    windows,
  })
  .readonly();

/** A parallel strand or, as a working group, a body of persons. */
export const trackContent = z
  .object({
    id,
    key: z.string(),
    name: texts,
    kind: trackKind,
    /** Members that it takes. */
    capacity: z.int().nullable(),
    members: z.array(z.object({ personId: id, part: trackPart }).readonly()).readonly(),
    /** The plenary session that takes note of its report. */
    notedInId: id.nullable(),
  })
  .readonly();

/** When a person can be used. */
export const availability = z
  .object({
    /** The person's. */
    id,
    /** Empty for the whole event. */
    windows,
  })
  .readonly();

/** The one id of an event's limits: it has them once. */
export const limitsId = 'limits';

/** The numbers that rules go by, in minutes. */
export const limitsContent = z
  .object({
    id: z.literal(limitsId),
    changeover: z.int(),
    walk: z.int(),
    interpreters: z.int(),
    sitting: z.int(),
    pause: z.int(),
  })
  .readonly();

export const itemContent = z.object({ id, title: texts, minutes: z.int() }).readonly();

export const appearanceContent = z
  .object({
    id,
    /** Null for the whole session. */
    itemId: id.nullable(),
    personId: id,
    role: appearanceRole,
    state: appearanceState,
    /** Of an INTERPRETER: the languages between which they work. */
    languages: z.array(z.string()).readonly(),
    /** What the person has agreed to; null until they were asked and answered. */
    mayRecord: z.boolean().nullable(),
    mayQuote: z.boolean().nullable(),
    mayShow: z.boolean().nullable(),
  })
  .readonly();

export const cueContent = z
  .object({
    id,
    kind: cueKind,
    /** After the session's planned start; negative before it. */
    minute: z.int().nullable(),
    text: z.string(),
    responsible: z.string().nullable(),
  })
  .readonly();

export type RoomContent = z.output<typeof roomContent>;
export type TrackContent = z.output<typeof trackContent>;
export type Availability = z.output<typeof availability>;
export type LimitsContent = z.output<typeof limitsContent>;
export type Appearance = z.output<typeof appearanceContent>;
export type Window = z.output<typeof windows>[number];
export type SessionKind = z.output<typeof sessionKind>;
export type AppearanceRole = z.output<typeof appearanceRole>;
export type AppearanceState = z.output<typeof appearanceState>;
export type Visibility = z.output<typeof visibility>;
export type Attribution = z.output<typeof attribution>;
export type TrackKind = z.output<typeof trackKind>;
export type TrackPart = z.output<typeof trackPart>;
export type CueKind = z.output<typeof cueKind>;

/** Windows as they are kept. */
export function encodeWindows(list: readonly Window[]): { startsAt: string; endsAt: string }[] {
  return list.map(({ startsAt, endsAt }) => ({
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
  }));
}
