import { key } from '@plenary/event';
import { emailAddress } from '@plenary/identity';
import { fieldProblems, instant, type FieldProblem } from '@plenary/platform';
import { languageCode, reasonText } from '@plenary/platform/texts';
import { repeatedKeys } from '@plenary/program';
import { z } from 'zod';
import { answersInput, answersOnceGiven, type Answers } from './answers.js';
import { attendanceMode } from './category.js';
import { filedCountry } from './country.js';
import { fields, formName } from './form.js';
import { cancellationCause, registrationState } from './lifecycle.js';
import { filedMailTemplate } from './mail-template.js';
import { saveCategoryInput } from './register-input.js';
import { holdsPlace, isLive } from './registration.js';

const {
  categoryId: _categoryId,
  version: _version,
  formId: _formId,
  ...categoryFields
} = saveCategoryInput.shape;

const filedForm = z.strictObject({
  key,
  name: formName,
  versions: z
    .array(
      z.strictObject({
        fields: fields.meta({ description: 'In order, at most 100.' }),
        createdAt: instant.optional(),
      }),
    )
    .min(1, 'must have a version')
    .max(1_000)
    .meta({ description: 'All of them, the first is version 1; the last is what is asked.' }),
});

const filedCategory = z
  .strictObject({
    ...categoryFields,
    form: key.optional().meta({ description: 'The form to answer.' }),
  })
  .refine(({ opensAt, closesAt }) => opensAt === null || closesAt === null || opensAt < closesAt, {
    path: ['closesAt'],
    error: 'must be after opensAt',
  });

const filedRegistration = z.strictObject({
  person: key,
  category: key,
  mode: attendanceMode,
  state: registrationState,
  cause: cancellationCause.optional().meta({ description: 'Of what was CANCELLED.' }),
  reason: reasonText.optional().meta({ description: 'What staff told its owner.' }),
  address: emailAddress
    .optional()
    .meta({ description: 'Its own mail address; none where somebody else registered them.' }),
  language: languageCode.meta({ description: 'Of its mail and its answers.' }),
  form: key.optional().meta({ description: 'The form that was answered.' }),
  formVersion: z.int().min(1).optional().meta({ description: 'The version that was answered.' }),
  answers: answersInput.default({}).meta({ description: 'The values by the keys of the fields.' }),
  offeredUntil: instant.optional().meta({ description: 'Of what is OFFERED.' }),
  provenAt: instant.optional().meta({ description: 'When its owner showed that they get its mail.' }),
  remindedAt: instant.optional(),
  createdAt: instant.optional().meta({ description: 'Else now.' }),
  movedAt: instant.optional().meta({ description: 'When it came into its state; else now.' }),
  sequence: z.int().min(0).max(1_000_000).default(0).meta({ description: 'Of its calendar entry.' }),
});

/** The parts of an import file that have the forms, the categories and who is registered. */
export const registrationsInput = {
  countries: z.array(filedCountry).max(1_000).default([]).meta({
    description: 'The countries and organisations that people may come for; none for all countries.',
  }),
  mailTemplates: z
    .array(filedMailTemplate)
    .max(1_000)
    .refine(
      (all) => new Set(all.map(({ mail, language }) => `${mail} ${language}`)).size === all.length,
      'must have each mail once in a language',
    )
    .default([])
    .meta({ description: 'What mails say in a language, instead of the usual words.' }),
  forms: z.array(filedForm).max(100).default([]),
  categories: z.array(filedCategory).max(200).default([]),
  registrations: z
    .array(filedRegistration)
    .max(20_000)
    .default([])
    .meta({ description: 'In the order of the lines that they stand in.' }),
};

const _registrationsFile = z.strictObject(registrationsInput);

export type RegistrationsFile = z.input<typeof _registrationsFile>;
export type RegistrationsInput = z.output<typeof _registrationsFile>;
export type FiledRegistration = RegistrationsInput['registrations'][number];

/** What no part of a file shows alone, with the places. */
export function problemsOfRegistrations(
  file: RegistrationsInput,
  people: ReadonlySet<string>,
): FieldProblem[] {
  const { countries, forms, categories, registrations } = file;
  const formKeys = new Set(forms.map((form) => form.key));
  const seen: Seen = { people: new Set(), addresses: new Set() };
  return [
    ...repeatedKeys('countries', countries),
    ...repeatedKeys('forms', forms),
    ...repeatedKeys('categories', categories),
    ...categories.flatMap(({ form }, index) =>
      form === undefined || formKeys.has(form)
        ? []
        : [{ path: `categories[${String(index)}].form`, message: `names no form: ${form}` }],
    ),
    ...registrations.flatMap((registration, index) =>
      [
        ...problemsOfOwner(registration, people, seen),
        ...problemsOfPlace(registration, categories),
        ...problemsOfState(registration),
        ...problemsOfForm(registration, forms),
      ].map(({ path, message }) => ({ path: `registrations[${String(index)}].${path}`, message })),
    ),
    ...problemsOfQuotas(file),
  ];
}

interface Seen {
  readonly people: Set<string>;
  readonly addresses: Set<string>;
}

function problemsOfOwner(
  { person, address, state }: FiledRegistration,
  people: ReadonlySet<string>,
  seen: Seen,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!people.has(person)) problems.push({ path: 'person', message: `names no person: ${person}` });
  else if (seen.people.has(person))
    problems.push({ path: 'person', message: `is registered twice: ${person}` });
  seen.people.add(person);
  const own = address?.toLowerCase();
  if (own === undefined || !isLive({ state })) return problems;
  if (seen.addresses.has(own)) problems.push({ path: 'address', message: 'has another registration' });
  seen.addresses.add(own);
  return problems;
}

function problemsOfPlace(
  { category, mode }: FiledRegistration,
  categories: RegistrationsInput['categories'],
): FieldProblem[] {
  const named = categories.find(({ key: known }) => known === category);
  if (named === undefined) return [{ path: 'category', message: `names no category: ${category}` }];
  const isOffered = named.quotas.some((quota) => quota.mode === mode);
  return isOffered ? [] : [{ path: 'mode', message: 'is not offered in this category' }];
}

/** What a state needs, and what it can't have, as the table of the lifecycle says. */
function problemsOfState({ state, cause, reason, offeredUntil }: FiledRegistration): FieldProblem[] {
  const must = (path: string, isGiven: boolean, isWanted: boolean): FieldProblem[] =>
    isGiven === isWanted
      ? []
      : [{ path, message: `must ${isWanted ? '' : 'not '}be given of what is ${state}` }];
  return [
    ...must('offeredUntil', offeredUntil !== undefined, state === 'OFFERED'),
    ...must('cause', cause !== undefined, state === 'CANCELLED'),
    ...(isLive({ state }) ? must('reason', reason !== undefined, false) : []),
  ];
}

function problemsOfForm(
  { form, formVersion }: FiledRegistration,
  forms: RegistrationsInput['forms'],
): FieldProblem[] {
  if ((form === undefined) !== (formVersion === undefined))
    return [{ path: 'formVersion', message: 'must stand together with form, or neither' }];
  if (form === undefined || formVersion === undefined) return [];
  const named = forms.find(({ key: known }) => known === form);
  if (named === undefined) return [{ path: 'form', message: `names no form: ${form}` }];
  if (formVersion <= named.versions.length) return [];
  return [{ path: 'formVersion', message: `must be at most ${String(named.versions.length)}` }];
}

function problemsOfQuotas({ categories, registrations }: RegistrationsInput): FieldProblem[] {
  return categories.flatMap((category, index) =>
    category.quotas.flatMap(({ mode, places }, at) => {
      const held = registrations.filter(
        (one) => one.category === category.key && one.mode === mode && holdsPlace(one),
      );
      if (places === null || held.length <= places) return [];
      const path = `categories[${String(index)}].quotas[${String(at)}].places`;
      return [{ path, message: `must not be less than the ${String(held.length)} that are held` }];
    }),
  );
}

/**
 * The answers of each registration in the form in which they are kept, and what is wrong with them by the version that
 * was answered.
 */
export function readFiledAnswers({ forms, registrations }: RegistrationsInput): {
  readonly answers: readonly Answers[];
  readonly problems: readonly FieldProblem[];
} {
  const schemas = new Map(
    forms.flatMap(({ key: form, versions }) =>
      versions.map((version, index) => [`${form} ${String(index + 1)}`, answersOnceGiven(version.fields)]),
    ),
  );
  const none = answersOnceGiven([]);
  const problems: FieldProblem[] = [];
  const answers = registrations.map(({ form, formVersion, answers: given }, index): Answers => {
    const schema = form === undefined ? none : schemas.get(`${form} ${String(formVersion)}`);
    // Of a version that is not there is told already.
    if (schema === undefined) return {};
    const { data, error } = schema.safeParse(given);
    if (data !== undefined) return data;
    for (const { path, message } of fieldProblems(error))
      problems.push({ path: `registrations[${String(index)}].answers.${path}`, message });
    return {};
  });
  return { answers, problems };
}
