import { key } from '@plenary/event';
import { day, stored } from '@plenary/platform';
import { pairs, plainText } from '@plenary/platform/texts';
import { z } from 'zod';
import { countryKey, isListed, type Country } from './country.js';
import type { Field } from './form.js';
import { internationalForm, isKnownPhone } from './phone.js';
import { shownFields } from './shown-fields.js';

const values = z
  .array(z.string().max(5_000, 'must not be longer than 5000 characters'))
  .max(200, 'must have at most 200 values');

/** Answers as they come in, by the keys of their fields. */
export const answersInput = z
  .record(key, values)
  .refine((map) => Object.keys(map).length <= 200, 'must be at most 200')
  .register(pairs, { type: 'FieldAnswerInput', key: 'field', value: 'values' });

/** One of them, as GraphQL has it, which has no maps. */
export const answerInput = z
  .object({
    field: z.string().meta({ description: 'The key of a field of the form.' }),
    values: z.array(z.string()).meta({
      description:
        'One; of CHOICES any number, each the key of a choice. A DATE as 2026-11-24, a COUNTRY as its key in the list of the event, a CONSENT as yes.',
    }),
  })
  .meta({ description: 'An answer to a field of a form.' });

/** Answers by the keys of their fields; a field that was not answered has none. */
export type Answers = Readonly<Record<string, readonly string[]>>;

/** As they are kept, beside the version of the form that they were given on. */
export const keptAnswers = stored('answers', z.record(z.string(), z.array(z.string()).readonly()).readonly());

/**
 * The schema of answers to a form, from which they come as they are kept: those of the fields that are shown, each in its
 * form. What belongs to a hidden field is left out, and so is what another version of the form asked for. At fault is
 * `answers.KEY`.
 * @param countries the event's own list
 * @param before the keys of that version
 */
export function answersTo(
  fields: readonly Field[],
  countries: readonly Country[],
  before: readonly string[] = [],
) {
  const country = countryKey.refine((value) => isListed(countries, value), 'is not in the list of countries');
  const known = new Set([...fields.map((field) => field.key), ...before]);
  return answersInput.default({}).transform((given, context): Answers => {
    const wrong = (name: string, message: string): void => {
      context.issues.push({ code: 'custom', path: [name], message, input: given });
    };
    for (const name of Object.keys(given)) if (!known.has(name)) wrong(name, 'is not asked for');
    const filled = (name: string): string[] => (given[name] ?? []).filter((value) => value.trim() !== '');
    const answers = shownFields(fields, filled).flatMap((field): [string, readonly string[]][] => {
      const own = filled(field.key);
      if (own.length === 0) {
        if (field.required)
          wrong(field.key, field.type === 'CONSENT' ? 'must be agreed to' : 'must be answered');
        return [];
      }
      const read = valuesOf(field, country).safeParse(own);
      if (read.success) return [[field.key, read.data]];
      wrong(field.key, read.error.issues[0]?.message ?? 'is wrong');
      return [];
    });
    return Object.fromEntries(answers);
  });
}

/**
 * The same of answers that were given once and are kept: each in the form of its field. Whether it is shown or required is
 * not asked again.
 */
export function answersOnceGiven(fields: readonly Field[]) {
  const known = new Map(fields.map((field) => [field.key, valuesOf(field, countryKey)]));
  return answersInput.transform((given, context): Answers => {
    const answers = Object.entries(given).map(([name, values]): [string, readonly string[]] => {
      const read = known.get(name)?.safeParse(values);
      if (read?.success === true) return [name, read.data];
      const message = read === undefined ? 'is not asked for' : (read.error.issues[0]?.message ?? 'is wrong');
      context.issues.push({ code: 'custom', path: [name], message, input: given });
      return [name, []];
    });
    return Object.fromEntries(answers);
  });
}

/** The fields whose telephone number nobody knows to be valid. */
export function doubtfulPhones(fields: readonly Field[], answers: Answers): string[] {
  return fields
    .filter(({ key: name, type }) => type === 'PHONE' && answers[name]?.every(isKnownPhone) === false)
    .map(({ key: name }) => name);
}

const one = (schema: z.ZodType<string, string>) => z.array(schema).max(1, 'must be one');

/** What the values of a field must be. */
function valuesOf(
  { type, choices }: Field,
  country: z.ZodType<string, string>,
): z.ZodType<readonly string[], readonly string[]> {
  const keys = choices.map((choice) => choice.key);
  const chosen = z.string().refine((value) => keys.includes(value), 'must be one of the choices');
  if (type === 'TEXT') return one(plainText(500));
  if (type === 'LONG_TEXT') return one(plainText(5_000, { multiline: true }));
  if (type === 'CHOICE') return one(chosen);
  if (type === 'CHOICES') return z.array(chosen).transform((values) => [...new Set(values)]);
  if (type === 'DATE') return one(day);
  if (type === 'COUNTRY') return one(country);
  // Never refused for what it is (cases A, Phone): a number that nobody knows may be the right one.
  if (type === 'PHONE') return one(plainText(60).transform(internationalForm));
  return one(z.string().refine((value) => value === 'yes', 'must be yes, or be left out'));
}
