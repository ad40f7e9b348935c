import { languageCode, plainText, texts } from '@plenary/platform/texts';
import { z } from 'zod';
import {
  appearanceRoles,
  appearanceStates,
  attributions,
  cueKinds,
  sessionKinds,
  visibilities,
} from './content.js';

/** Fields as they are entered, over the API and in files alike. */

export const instant = z.iso
  .datetime({ offset: true, error: 'must be an instant with an offset, such as 2026-11-24T09:00:00+09:00' })
  .transform((text) => new Date(text));

export const roomName = texts(100);
export const trackName = texts(100);
export const capacity = z.int().min(1, 'must be at least 1').max(100_000, 'must not be more than 100,000');

export const personRole = z.enum(appearanceRoles);
export const personState = z.enum(appearanceStates);

/** Stretches of time, in order and apart from each other. */
export const windows = z
  .array(
    z
      .strictObject({ startsAt: instant, endsAt: instant })
      .refine(({ startsAt, endsAt }) => startsAt < endsAt, {
        path: ['endsAt'],
        error: 'must be after startsAt',
      }),
  )
  .max(200, 'must hold at most 200 windows')
  .transform((list) => list.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime()))
  .refine(
    (list) => list.every((window, index) => index === 0 || (list[index - 1]?.endsAt ?? 0) <= window.startsAt),
    'must not overlap',
  );

/** In the form of the URL standard: what it leaves out or encodes, such as line ends, is not kept. */
const joinLink = z
  .url({ protocol: /^https$/, normalize: true, error: 'must be an https:// address' })
  .max(2_000, 'must not be longer than 2,000 characters');

/** What a session is, but for its time and place and for who is in it. */
export const sessionFields = {
  kind: z.enum(sessionKinds),
  plenary: z.boolean().meta({ description: 'Everybody is expected.' }),
  visibility: z.enum(visibilities),
  attribution: z.enum(attributions).meta({ description: 'What others may say about it.' }),
  title: texts(200),
  abstract: texts(5_000, { multiline: true }),
  languages: z.array(languageCode).max(10).meta({ description: 'Spoken languages.' }),
  interpretation: z.array(languageCode).max(10).meta({ description: 'Interpreted into.' }),
  joinLinks: z
    .record(z.union([z.literal('floor'), languageCode]), joinLink)
    .meta({ description: 'Where it is joined online, by channel: `floor` or a language.' }),
  takesQuestions: z.boolean(),
  capacity,
  expectedAttendance: z.int().min(0).max(100_000),
  setUp: plainText(50).meta({ description: 'A word: theatre, boardroom …' }),
  equipment: z.array(plainText(200)).max(50).meta({ description: 'What the hall has to have ready.' }),
  notes: plainText(5_000, { multiline: true }).meta({ description: "Staff's own." }),
} as const;

export const itemFields = {
  title: texts(200),
  minutes: z.int().min(1, 'must be at least 1').max(1_440, 'must be at most 1,440'),
} as const;

export const appearanceLanguages = z
  .array(languageCode)
  .max(10)
  .meta({ description: 'Of an INTERPRETER: the languages between which they work.' });

export const cueFields = {
  kind: z.enum(cueKinds),
  minute: z
    .int()
    .min(-1_440)
    .max(1_440)
    .meta({ description: "Minutes after the session's start; negative before it." }),
  text: plainText(500),
  responsible: plainText(100),
} as const;
