import { day, editable, nullableWhenOptional, version } from '@plenary/platform';
import { languageCode, plainText, texts } from '@plenary/platform/texts';
import { z } from 'zod';
import { emailAddress } from '@plenary/identity';

/** The name that a file calls a person, a room or a session by: `keynote`, `sakamoto-koichi`. */
export const key = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case letters, digits and single hyphens')
  .max(60, 'must not be longer than 60 characters');

export const country = z.string().regex(/^[A-Z]{2}$/, 'must be a country code of two capitals (ISO 3166-1)');

const timeZone = z
  .string()
  .refine((name) => isTimeZone(name), 'must be an IANA time zone such as Asia/Tokyo');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export const series = z
  .strictObject({
    code: z
      .string()
      .regex(/^[A-Z][A-Z0-9]{1,11}$/, 'must be 2 to 12 capitals and digits')
      .meta({ description: 'The first part of the symbol of its documents.' }),
    name: texts(200).meta({ description: 'Its name.' }),
  })
  .meta({ description: 'A meeting that recurs; made where there is none of its code.' });

export const venue = z
  .strictObject({
    name: texts(200).meta({ description: 'The name of the house.' }),
    city: texts(100).meta({ description: 'The city.' }),
    country: country.meta({ description: 'The country, as an ISO 3166-1 code of two letters.' }),
  })
  .meta({ description: 'Where it takes place.' });

export const eventMode = z.enum(['ON_SITE', 'ONLINE', 'HYBRID']);

/** Days that are not given, or in order. */
function daysInOrder({
  startsOn,
  endsOn,
}: {
  readonly startsOn?: string | undefined;
  readonly endsOn?: string | undefined;
}): boolean {
  return startsOn === undefined || endsOn === undefined || startsOn <= endsOn;
}

const outOfOrder = { path: ['endsOn'], error: 'must not be before startsOn' };

/** An event as it is entered. */
export const eventInput = z
  .strictObject({
    slug: key.meta({ description: 'The last part of its address.' }),
    series: series.optional(),
    ordinal: z
      .int()
      .min(1)
      .max(999)
      .optional()
      .meta({ description: 'Its place in the series: 12 for the 12th.' }),
    title: texts(200).meta({ description: 'Its title in one or more languages.' }),
    theme: texts(300).optional().meta({ description: 'What it is about.' }),
    organiser: texts(300).optional().meta({ description: 'Who holds it.' }),
    venue: venue.optional(),
    startsOn: day.meta({ description: "The first day, in the event's time zone." }),
    endsOn: day.meta({ description: "The last day, in the event's time zone." }),
    timeZone: timeZone.meta({ description: 'The IANA name of its time zone.' }),
    languages: z
      .array(languageCode)
      .min(1, 'must name at least one language')
      .max(10, 'must name at most ten languages')
      .refine((codes) => new Set(codes).size === codes.length, 'must name each language once')
      .meta({ description: 'The first is what missing texts fall back to.' }),
    mode: eventMode.meta({ description: 'How it can be attended.' }),
    disclaimer: texts(2_000, { multiline: true })
      .optional()
      .meta({ description: 'The disclaimer printed in its minutes.' }),
    quotingRule: texts(2_000, { multiline: true })
      .optional()
      .meta({ description: 'How its minutes may be quoted.' }),
    notice: texts(300).optional().meta({ description: 'Shown on every page and file of the event.' }),
  })
  .refine(daysInOrder, outOfOrder);

export type EventInput = z.output<typeof eventInput>;

export const createEventInput = z
  .strictObject(nullableWhenOptional(eventInput.shape))
  .refine(daysInOrder, outOfOrder)
  .meta({ description: 'An event to make.' });

/** An event to make, from the API or from a file. */
export type NewEvent = z.output<typeof createEventInput>;

const { slug: _slug, series: _series, ...facts } = eventInput.shape;

/** Other facts of an event. What is left out stays; null empties what can be empty. */
export const updateEventInput = z
  .strictObject({
    version,
    ...editable(facts),
  })
  .refine(daysInOrder, outOfOrder)
  .meta({
    description: 'Other facts of an event. What is left out stays; null empties what can be empty.',
  });

export type EventValues = Omit<z.output<typeof updateEventInput>, 'version'>;

export const nameOrder = z.enum(['FAMILY_FIRST', 'GIVEN_FIRST']);

/** A person as they are entered. */
export const personInput = z.strictObject({
  key: key.meta({ description: 'The name that the rest of the file calls them by.' }),
  familyName: texts(100).meta({ description: 'Family name, per language.' }),
  givenName: texts(100).optional().meta({ description: 'Given name, per language.' }),
  nameOrder: nameOrder.meta({ description: 'The order in which the owner writes it.' }),
  title: texts(100).optional().meta({ description: 'Title or rank as printed.' }),
  grade: z
    .int()
    .min(1)
    .max(99)
    .optional()
    .meta({ description: "Place in the event's table of ranks and offices." }),
  post: texts(200).optional().meta({ description: 'Their post.' }),
  organisation: texts(200).optional().meta({ description: 'Their organisation.' }),
  country: country.optional().meta({ description: 'ISO 3166-1 code of two letters.' }),
  email: emailAddress.optional().meta({ description: 'Where they are reached.' }),
  language: languageCode.optional().meta({ description: 'The language of their mail.' }),
  biography: texts(3_000, { multiline: true })
    .optional()
    .meta({ description: 'A few sentences, as printed.' }),
  needs: plainText(2_000, { multiline: true })
    .optional()
    .meta({ description: "Diet, access, equipment. Staff's only." }),
  mayPublish: z
    .boolean()
    .optional()
    .meta({ description: 'Whether they agree that the public sees biography and photograph.' }),
});

export type PersonInput = z.output<typeof personInput>;
