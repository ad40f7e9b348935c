import { stored } from '@plenary/platform';
import { plainText, texts } from '@plenary/platform/texts';
import { key } from '@plenary/event';
import { z } from 'zod';

export const fieldType = z.enum([
  'TEXT',
  'LONG_TEXT',
  'CHOICE',
  'CHOICES',
  'DATE',
  'COUNTRY',
  'PHONE',
  'CONSENT',
]);
export type FieldType = z.output<typeof fieldType>;

/** For what an answer is used (domain.md, Registration 5): who may see it, and when it is erased. */
export const fieldPurpose = z.enum([
  'CONTACT',
  'PROGRAM',
  'BADGE',
  'LOGISTICS',
  'SECURITY',
  'VISA',
  'DIET_AND_ACCESS',
  'PUBLIC_LIST',
]);

/** What is kept apart and erased early, for which there is no place yet. */
const notYet: readonly string[] = ['SECURITY', 'VISA'];

export const condition = z
  .strictObject({
    field: key.meta({ description: 'A field above.' }),
    isOneOf: z
      .array(z.string().regex(/^[A-Za-z0-9-]{1,60}$/, 'must be the key of a choice, a code, or yes'))
      .min(1, 'must name a value')
      .max(50)
      .meta({ description: 'Shown where one of its values is one of these.' }),
  })
  .meta({ description: 'When a field is shown.' });

export const choice = z
  .strictObject({
    key: key.meta({ description: 'What an answer holds.' }),
    label: texts(200).meta({ description: 'How it is put.' }),
  })
  .meta({ description: 'What can be chosen.' });

/** A question of a form. */
export const field = z
  .strictObject({
    key: key.meta({ description: 'What answers call it by.' }),
    type: fieldType.meta({ description: 'What is answered.' }),
    label: texts(2_000, { multiline: true }).meta({
      description: 'How it is put, per language; of a CONSENT the exact words that are agreed to.',
    }),
    hint: texts(500, { multiline: true }).optional().meta({ description: 'What helps to answer.' }),
    required: z
      .boolean()
      .default(false)
      .meta({ description: 'Whether it must be answered where it is shown.' }),
    purpose: fieldPurpose.meta({ description: 'What its answers are for.' }),
    choices: z
      .array(choice)
      .max(200, 'must have at most 200 choices')
      .default([])
      .meta({ description: 'Of CHOICE and CHOICES.' }),
    when: z
      .array(condition)
      .max(5, 'must have at most five conditions')
      .default([])
      .meta({ description: 'It is shown where all of these hold; none for always.' }),
  })
  .meta({ description: 'A question of a form.' });

export type Field = z.output<typeof field>;

export const fields = z
  .array(field)
  .max(100, 'must have at most 100 fields')
  .superRefine((all, context) => {
    all.forEach((one, index) => {
      const wrong = (path: (string | number)[], message: string): void => {
        context.addIssue({ code: 'custom', path: [index, ...path], message });
      };
      const above = all.slice(0, index).map((other) => other.key);
      if (above.includes(one.key)) wrong(['key'], `stands twice: ${one.key}`);
      if (notYet.includes(one.purpose))
        wrong(['purpose'], `can't be asked for yet: answers for ${one.purpose} are not kept apart so far`);
      one.when.forEach(({ field: name }, place) => {
        if (!above.includes(name)) wrong(['when', place, 'field'], 'must be a field above');
      });
      const isChosen = one.type === 'CHOICE' || one.type === 'CHOICES';
      if (isChosen && one.choices.length === 0) wrong(['choices'], 'must have a choice');
      if (!isChosen && one.choices.length > 0) wrong(['choices'], 'are for CHOICE and CHOICES alone');
      const keys = one.choices.map((each) => each.key);
      keys.forEach((each, place) => {
        if (keys.indexOf(each) < place) wrong(['choices', place, 'key'], `stands twice: ${each}`);
      });
    });
  });

const keptTexts = z.record(z.string(), z.string());

/** The fields of a version of a form as they are kept: checked when they came in, now of a type alone. */
export const formFields = stored(
  'form',
  z.array(
    z.object({
      key: z.string(),
      type: fieldType,
      label: keptTexts,
      hint: keptTexts.optional(),
      required: z.boolean(),
      purpose: fieldPurpose,
      choices: z.array(z.object({ key: z.string(), label: keptTexts })),
      when: z.array(z.object({ field: z.string(), isOneOf: z.array(z.string()) })),
    }),
  ),
);

/** A version of a form. */
export interface Form {
  readonly id: string;
  readonly key: string;
  /** What staff call it. */
  readonly name: string;
  readonly version: number;
  readonly fields: readonly Field[];
}

export const formName = plainText(100).meta({ description: 'What staff call it.' });
