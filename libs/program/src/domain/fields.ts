import { instant } from '@plenary/platform';
import { languageCode, pairs, plainText, texts } from '@plenary/platform/texts';
import { z } from 'zod';
import {
  appearanceRole,
  appearanceState,
  attribution,
  cueKind,
  sessionKind,
  trackKind,
  trackPart,
  visibility,
} from './content.js';

/** Fields as they are entered, over the API and in files alike. */

const capacity = z
  .int()
  .min(1, 'must be at least 1')
  .max(100_000, 'must not be more than 100,000')
  .meta({ description: 'How many people it takes.' });

export const window = z
  .strictObject({
    startsAt: instant.meta({ description: 'Its first instant.' }),
    endsAt: instant.meta({ description: 'The instant after its last.' }),
  })
  .refine(({ startsAt, endsAt }) => startsAt < endsAt, {
    path: ['endsAt'],
    error: 'must be after startsAt',
  })
  .meta({ description: 'A stretch of time.' });

/** Stretches of time, in order and apart from each other. */
export const windows = z
  .array(window)
  .max(200, 'must hold at most 200 windows')
  .transform((list) => list.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime()))
  .refine(
    (list) => list.every((one, index) => index === 0 || (list[index - 1]?.endsAt ?? 0) <= one.startsAt),
    'must not overlap',
  )
  .meta({ description: 'Apart from each other; none for the whole event.' });

/** In the form of the URL standard: what it leaves out or encodes, such as line ends, is not kept. */
const joinLink = z
  .url({ protocol: /^https$/, normalize: true, error: 'must be an https:// address' })
  .max(2_000, 'must not be longer than 2,000 characters');

/** What a session is, but for its time and place and for who is in it. */
export const sessionFields = {
  kind: sessionKind.meta({ description: 'What kind of item it is.' }),
  plenary: z.boolean().meta({ description: 'Everybody is expected.' }).default(false),
  visibility: visibility.meta({ description: 'Who sees it.' }).default('PUBLIC'),
  attribution: attribution.meta({ description: 'What others may say about it.' }).default('ON_RECORD'),
  title: texts(200).meta({ description: 'Its title, at most 200 characters.' }),
  abstract: texts(5_000, { multiline: true })
    .meta({ description: 'What it is about, at most 5,000 characters.' })
    .optional(),
  languages: z.array(languageCode).max(10).meta({ description: 'Spoken languages.' }).default([]),
  interpretation: z.array(languageCode).max(10).meta({ description: 'Interpreted into.' }).default([]),
  joinLinks: z
    .record(z.union([z.literal('floor'), languageCode]), joinLink)
    .register(pairs, { type: 'JoinLinkInput', key: 'channel', value: 'url' })
    .meta({ description: 'Where it is joined online, by channel: `floor` or a language.' })
    .default({}),
  takesQuestions: z.boolean().meta({ description: 'Whether questions can be put in it.' }).default(false),
  capacity: capacity.optional(),
  expectedAttendance: z
    .int()
    .min(0)
    .max(100_000)
    .meta({ description: 'How many people are expected.' })
    .optional(),
  setUp: plainText(50).meta({ description: 'A word: theatre, boardroom …' }).optional(),
  equipment: z
    .array(plainText(200))
    .max(50)
    .meta({ description: 'What the hall has to have ready.' })
    .default([]),
  notes: plainText(5_000, { multiline: true })
    .meta({ description: "Staff's own, at most 5,000 characters." })
    .optional(),
};

export const itemFields = {
  title: texts(200).meta({ description: 'Its title, at most 200 characters.' }),
  minutes: z
    .int()
    .min(1, 'must be at least 1')
    .max(1_440, 'must be at most 1,440')
    .meta({ description: 'How long it is planned to take, 1 to 1,440.' }),
};

/** A part in a session, but for whose and for whether they have taken it on. */
export const appearanceFields = {
  role: appearanceRole.meta({ description: 'Their part.' }),
  languages: z
    .array(languageCode)
    .max(10)
    .meta({ description: 'Of an INTERPRETER: the languages between which they work.' })
    .default([]),
};

export const personState = appearanceState.meta({ description: 'Whether they have taken it on.' });

export const cueFields = {
  kind: cueKind.meta({ description: 'Something to do, or to know.' }).default('CUE'),
  minute: z
    .int()
    .min(-1_440)
    .max(1_440)
    .meta({ description: "Minutes after the session's start; negative before it." })
    .optional(),
  text: plainText(500).meta({ description: 'What is to be done or known, at most 500 characters.' }),
  responsible: plainText(100).meta({ description: 'Who sees to it.' }).optional(),
};

const placeName = texts(100).meta({ description: 'Its name, at most 100 characters.' });

export const roomFields = {
  name: placeName,
  capacity: capacity.optional(),
  virtual: z.boolean().meta({ description: 'True for a place that is online only.' }).default(false),
};

export const trackFields = {
  name: placeName,
  kind: trackKind.meta({ description: 'A strand of sessions, or a working group.' }).default('STRAND'),
  capacity: capacity.meta({ description: 'Members that a working group takes.' }).optional(),
};

export const memberPart = trackPart.meta({ description: 'Their place.' }).default('MEMBER');
