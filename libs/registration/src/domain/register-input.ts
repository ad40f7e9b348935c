import { key, personInput } from '@plenary/event';
import { clientKey, day, id, instant, nullableWhenOptional, version, wantedId } from '@plenary/platform';
import { languageCode, reasonText, texts } from '@plenary/platform/texts';
import { z } from 'zod';
import { answersInput, type Answers } from './answers.js';
import { attendanceMode, approval } from './category.js';
import { isListed, type Country } from './country.js';
import { fields, formName } from './form.js';

const { familyName, givenName, nameOrder, title, post, organisation, country, email } = personInput.shape;

const answers = answersInput
  .default({})
  .meta({ description: "To the fields of the category's form, at most 200." });

const formVersion = z.int().nullish().meta({
  description: 'Of the form that was shown; where it has changed since, what was asked then is answered.',
});

/** One of the two is enough (cases A, Names): who has one name has it as their family name. */
function isNamed({ familyName: family, givenName: given }: Readonly<Record<string, unknown>>): boolean {
  return family != null || given != null;
}

/**
 * What somebody says who registers, with answers of this schema.
 * @param countries the event's own list
 */
export function registerInputWith<Given extends z.ZodType>(given: Given, countries: readonly Country[] = []) {
  return z
    .strictObject({
      clientKey,
      categoryId: id.meta({ description: 'As what one takes part.' }),
      mode: attendanceMode.meta({ description: 'How one attends.' }),
      ...nullableWhenOptional({
        familyName: familyName.optional(),
        givenName,
        title,
        post,
        organisation,
        country,
      }),
      nameOrder,
      email: email.unwrap().meta({ description: 'Where one is reached: everything else comes there.' }),
      language: languageCode.meta({ description: 'Of its mail and its answers, a BCP 47 code.' }),
      formVersion,
      answers: given,
    })
    .refine(isNamed, { path: ['familyName'], error: 'must be given, or a given name' })
    .refine(({ country: from }) => from == null || isListed(countries, from), {
      path: ['country'],
      error: 'is not in the list of countries',
    })
    .meta({ description: 'Who registers, and for what.' });
}

/** The same before it is known which form is answered. */
export const registerInput = registerInputWith(answers);

export type RegisterValues = z.output<ReturnType<typeof registerInputWith<z.ZodType<Answers>>>>;

const own = { version };

const place = {
  categoryId: id.meta({ description: 'As what they take part.' }),
  mode: attendanceMode.meta({ description: 'How they attend.' }),
};

export const registerSpeakersInput = z
  .strictObject({
    ...place,
    personIds: z
      .array(id)
      .min(1, 'must name a person')
      .max(200, 'must name at most 200 people')
      .transform((ids) => [...new Set(ids)])
      .meta({ description: 'People with a part in the program, 1 to 200.' }),
  })
  .meta({ description: 'Speakers to register.' });

export const registerOwnPartInput = z
  .strictObject(place)
  .meta({ description: 'For what who has a part in the program registers.' });

export const exportMyDataInput = z
  .strictObject({})
  .meta({ description: 'The registration is that of the link.' });

export const confirmAddressInput = z
  .strictObject({})
  .meta({ description: 'The registration is that of the link.' });

/** Other answers, of this schema. */
export function updateRegistrationInputWith<Given extends z.ZodType>(given: Given) {
  return z
    .strictObject({ ...own, formVersion, answers: given })
    .meta({ description: 'Other answers: all of those that are shown.' });
}

/** The same before it is known which form is answered. */
export const updateRegistrationInput = updateRegistrationInputWith(answers);

export const changeModeInput = z
  .strictObject({
    ...own,
    mode: attendanceMode.meta({ description: 'How one attends from now on.' }),
    categoryId: id.nullish().meta({ description: 'As what from now on; else as before.' }),
  })
  .meta({ description: 'Another way to attend.' });

export const ownVersionInput = z
  .strictObject(own)
  .meta({ description: 'The registration of the link, as it was seen.' });

export const decision = z.enum(['CONFIRM', 'DECLINE', 'CANCEL']);

export const decideRegistrationsInput = z
  .strictObject({
    registrationIds: z
      .array(id)
      .min(1, 'must name a registration')
      .max(200, 'must name at most 200 registrations')
      .transform((ids) => [...new Set(ids)])
      .meta({ description: '1 to 200.' }),
    decision: decision.meta({ description: 'What is decided.' }),
    reason: reasonText.nullish().meta({
      description: 'Why, in words for its owner, who is told: must be given to decline or to cancel.',
    }),
  })
  .meta({ description: 'What is decided of registrations.' });

const places = z
  .int()
  .min(0)
  .max(1_000_000)
  .nullish()
  .transform((number) => number ?? null)
  .meta({ description: '0 for nobody; null for no limit.' });

export const raiseQuotaInput = z
  .strictObject({
    categoryId: wantedId.meta({ description: 'The category.' }),
    mode: attendanceMode.meta({ description: 'For which way to attend.' }),
    places,
    reason: reasonText.meta({ description: 'Why there are more: kept, for staff alone.' }),
    registrationId: wantedId.nullish().meta({
      description: 'Who gets a place in the same step, before all others who wait.',
    }),
  })
  .meta({ description: 'More places for a category.' });

export const quotaInput = z
  .strictObject({ mode: attendanceMode.meta({ description: 'A way to attend.' }), places })
  .meta({ description: 'The places for a way to attend.' });

export const saveCategoryInput = z
  .strictObject({
    categoryId: wantedId.nullish().meta({ description: 'Which one to change; null for a new one.' }),
    version: version.nullish(),
    key: key.meta({ description: 'What files call it by.' }),
    name: texts(100).meta({ description: 'What it is called.' }),
    description: texts(1_000, { multiline: true })
      .nullish()
      .transform((map) => map ?? null)
      .meta({ description: 'Whom it is for.' }),
    approval: approval.default('AUTO').meta({ description: 'Who decides.' }),
    byInvitation: z.boolean().default(false).meta({ description: 'Whether only who is invited registers.' }),
    opensAt: instant
      .nullish()
      .transform((at) => at ?? null)
      .meta({ description: 'Null for at once.' }),
    closesAt: instant
      .nullish()
      .transform((at) => at ?? null)
      .meta({ description: 'Null for as long as the event lasts.' }),
    days: z
      .array(day)
      .max(60)
      .default([])
      .transform((days) => [...new Set(days)].sort())
      .meta({ description: "Days of the event's time zone for which it is valid; none for all." }),
    autoAccept: z
      .boolean()
      .default(false)
      .meta({ description: 'Whether who waits first takes a freed place unasked.' }),
    showsWaiting: z
      .boolean()
      .default(false)
      .meta({ description: 'Whether it is shown how many wait, and who waits which place is theirs.' }),
    formId: wantedId
      .nullish()
      .transform((form) => form ?? null)
      .meta({ description: 'The form to answer; null for none.' }),
    position: z.int().min(0).max(1_000).default(0).meta({ description: 'Its place among the others.' }),
    quotas: z
      .array(quotaInput)
      .min(1, 'must have a way to attend')
      .max(2)
      .refine((all) => new Set(all.map(({ mode }) => mode)).size === all.length, 'must name each way once')
      .meta({ description: 'One for each way to attend that it has.' }),
  })
  .refine(({ opensAt, closesAt }) => opensAt === null || closesAt === null || opensAt < closesAt, {
    path: ['closesAt'],
    error: 'must be after opensAt',
  })
  .meta({ description: 'A category of registrations, whole.' });

export const saveFormInput = z
  .strictObject({
    formId: wantedId.nullish().meta({ description: 'Which one to change; null for a new one.' }),
    version: version.nullish(),
    key: key.meta({ description: 'What files call it by.' }),
    name: formName,
    fields: fields.meta({ description: 'In order, at most 100.' }),
  })
  .meta({ description: 'A form, whole. Answers stay with the version that they were given on.' });
