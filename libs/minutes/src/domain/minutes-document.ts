import { z } from 'zod';

const id = z.string().meta({ description: 'A UUID.' });
const instant = z.iso
  .datetime({ offset: true })
  .meta({ description: "RFC 3339, with the event zone's offset." });
const language = z.string().meta({ description: 'BCP 47.' });

/** Words of a paragraph. Where they are a question or an answer within a longer turn, they say whose. */
const run = z.object({
  text: z.string(),
  question: id.nullable().meta({ description: 'The question that these words are.' }),
  answer: id.nullable().meta({ description: 'The question that these words answer.' }),
});

const paragraph = z.object({
  number: z
    .int()
    .meta({ description: 'Counts through the edition from 1; the anchor is p and this number.' }),
  runs: z.array(run),
});

const turn = z.object({
  number: z
    .int()
    .meta({ description: 'Counts through the edition from 1; the anchor is t and this number.' }),
  kind: z.enum(['SPEECH', 'QUESTION', 'ANSWER', 'MODERATION', 'ANNOUNCEMENT', 'NARRATIVE']),
  person: id.nullable().meta({ description: 'Null where the speaker is not known, or is one who asks.' }),
  label: z.string().meta({ description: 'As printed: in full at the first mention, short after it.' }),
  detail: z
    .string()
    .nullable()
    .meta({ description: 'Post and organisation, beside the label at the first mention.' }),
  question: id.nullable().meta({ description: 'The question that this turn is.' }),
  answers: z.array(id).meta({ description: 'The questions that this turn answers.' }),
  language: language.meta({ description: 'The language in which it was spoken.' }),
  interpreted: z.boolean().meta({ description: 'Whether these are the words of an interpreter.' }),
  paragraphs: z.array(paragraph),
});

const section = z.object({
  number: z.int().meta({ description: 'Counts from 1; the anchor is s and this number.' }),
  session: id.nullable().meta({ description: 'Null for what was said outside of all sessions.' }),
  title: z.string(),
  startsAt: instant.nullable().meta({ description: 'As it was in the program.' }),
  endsAt: instant.nullable(),
  people: z.array(z.object({ person: id, role: z.string().meta({ description: 'MODERATOR, PANELIST …' }) })),
  turns: z.array(turn),
});

const place = z
  .object({ turn: z.int(), paragraph: z.int() })
  .nullable()
  .meta({ description: 'Where its words begin; null if they are not on record.' });

const question = z.object({
  id,
  number: z.int().nullable().meta({ description: 'Its number on record; null for a supplementary.' }),
  label: z
    .string()
    .meta({ description: 'As printed, such as "Question 4"; the anchor is q and the place in this list.' }),
  supplementaryTo: id.nullable(),
  channel: z.enum(['ROOM', 'ONLINE']),
  asker: z.string().nullable().meta({ description: 'As they chose to be shown; null for anonymous.' }),
  session: id.meta({ description: 'The session in which it was put.' }),
  readBy: id.nullable().meta({ description: 'The person who read it out.' }),
  addressees: z.array(id),
  asked: place,
  answers: z.array(
    z.object({
      person: id.nullable().meta({ description: 'Null where the session keeps names back.' }),
      session: id,
      given: place,
    }),
  ),
});

/** The one model of an edition: every artifact is made from it, so that a fact that is in one is in all. */
export const minutesDocument = z
  .object({
    format: z.literal('plenary-minutes/1'),
    edition: z.object({
      symbol: z.string().meta({ description: "The document's own name, such as IPSS/2023/MIN/1/en." }),
      language,
      number: z.int().meta({ description: 'Counts the editions in this language from 1.' }),
      publishedAt: instant,
      url: z.string().meta({ description: 'Of its page.' }),
    }),
    event: z.object({
      slug: z.string(),
      url: z.string(),
      title: z.string(),
      ordinal: z.int().nullable(),
      theme: z.string().nullable(),
      organiser: z.string().nullable(),
      venue: z.string().nullable(),
      startsOn: z.iso.date(),
      endsOn: z.iso.date(),
      timeZone: z.string().meta({ description: 'IANA name.' }),
      mode: z.enum(['ON_SITE', 'ONLINE', 'HYBRID']),
    }),
    notice: z
      .string()
      .nullable()
      .meta({ description: 'Shown on every page, such as that all words are invented.' }),
    disclaimer: z.string().nullable(),
    quotingRule: z.string().nullable(),
    people: z
      .array(
        z.object({
          id,
          displayName: z.string().meta({ description: 'Title and name, in the order of its owner.' }),
          shortName: z.string(),
          affiliation: z.string().nullable().meta({ description: 'Post and organisation.' }),
          country: z.string().nullable().meta({ description: 'ISO 3166-1 alpha-2.' }),
        }),
      )
      .meta({ description: 'Everybody who is named in it.' }),
    sections: z.array(section),
    questions: z
      .array(question)
      .meta({ description: 'In the order of asking, each supplementary after its question.' }),
    counts: z.object({ turns: z.int(), paragraphs: z.int(), words: z.int(), questions: z.int() }),
  })
  .meta({ title: 'Minutes of a Plenary event', description: 'One edition of the minutes, in one language.' });

export type MinutesDocument = z.output<typeof minutesDocument>;
export type MinutesSection = z.output<typeof section>;
export type MinutesTurn = z.output<typeof turn>;
export type MinutesParagraph = z.output<typeof paragraph>;
export type MinutesQuestion = z.output<typeof question>;
