import type { EventCtx, SqlEventCtx } from '@plenary/platform';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { keptAnswers, type Answers } from '../domain/answers.js';
import { attendanceMode } from '../domain/category.js';
import { formFields, type Field } from '../domain/form.js';
import { cancellationCause, registrationState } from '../domain/lifecycle.js';
import type { RegistrationsInput } from '../domain/registrations-file.js';
import { insertCategory, saveQuotas } from './categories.js';
import './constraints.js';

const versionRow = z.object({
  key: z.string(),
  name: z.string(),
  fields: z.unknown().transform((fields): Field[] => formFields.decode(fields)),
  createdAt: z.date(),
});

/** Every version of every form, by key and in order. */
export async function listFormVersions({ sql, event }: SqlEventCtx): Promise<z.output<typeof versionRow>[]> {
  const rows = await sql.rows`
    SELECT form.key, form.name, made.fields, made."createdAt"
    FROM "Form" form JOIN "FormVersion" made ON (made."eventId", made."formId") = (form."eventId", form.id)
    WHERE form."eventId" = ${event.id}::uuid ORDER BY form.key, made.version`;
  return rows.map((row) => versionRow.parse(row));
}

const registrationRow = z.object({
  person: z.string(),
  category: z.string(),
  mode: attendanceMode,
  state: registrationState,
  cause: cancellationCause.nullable(),
  reason: z.string().nullable(),
  address: z.string().nullable(),
  language: z.string(),
  form: z.string().nullable(),
  formVersion: z.int().nullable(),
  answers: z.unknown().transform((answers): Answers => keptAnswers.decode(answers)),
  offeredUntil: z.date().nullable(),
  provenAt: z.date().nullable(),
  remindedAt: z.date().nullable(),
  createdAt: z.date(),
  movedAt: z.date(),
  sequence: z.int(),
});

/** Every registration of the event, in the order of the lines, with what it points to by key. */
export async function listRegistrationsByKey({
  sql,
  event,
}: SqlEventCtx): Promise<z.output<typeof registrationRow>[]> {
  const rows = await sql.rows`
    SELECT person.key AS person, category.key AS category, registration.mode::text, registration.state::text,
      registration.cause::text, registration.reason, registration.address::text, registration.language,
      form.key AS form, registration."formVersion", registration.answers, registration."offeredUntil",
      registration."provenAt", registration."remindedAt", registration."createdAt", registration."movedAt",
      registration.sequence
    FROM "Registration" registration
      JOIN "Person" person ON (person."eventId", person.id) = (registration."eventId", registration."personId")
      JOIN "RegistrationCategory" category
        ON (category."eventId", category.id) = (registration."eventId", registration."categoryId")
      LEFT JOIN "Form" form ON (form."eventId", form.id) = (registration."eventId", registration."formId")
    WHERE registration."eventId" = ${event.id}::uuid ORDER BY registration."lineNumber"`;
  return rows.map((row) => registrationRow.parse(row));
}

type Ids = ReadonlyMap<string, string>;

/** Inserts forms with all their versions. @returns their ids by key */
export async function insertFiledForms(
  { db, event, services }: EventCtx,
  forms: RegistrationsInput['forms'],
): Promise<Ids> {
  const now = services.clock.now();
  const filed = forms.map((form) => ({ ...form, id: uuid() }));
  await db.form.createMany({
    data: filed.map(({ id, key, name, versions }) => ({
      ...{ eventId: event.id, id, key, name, version: versions.length },
      createdAt: versions[0]?.createdAt ?? now,
    })),
  });
  await db.formVersion.createMany({
    data: filed.flatMap(({ id: formId, versions }) =>
      versions.map(({ fields, createdAt = now }, index) => ({
        ...{ eventId: event.id, formId, version: index + 1, createdAt },
        fields: { ...formFields.encode(fields) },
      })),
    ),
  });
  return new Map(filed.map(({ key, id }) => [key, id]));
}

/** Inserts categories with their quotas. @returns their ids by key */
export async function insertFiledCategories(
  tx: EventCtx,
  categories: RegistrationsInput['categories'],
  forms: Ids,
): Promise<Ids> {
  const ids = new Map<string, string>();
  for (const { form, quotas, ...values } of categories) {
    const id = await insertCategory(tx, { ...values, formId: idOf(forms, form) });
    await saveQuotas(tx, id, quotas);
    ids.set(values.key, id);
  }
  return ids;
}

/**
 * Inserts registrations, each line in the order in which they stand. A trigger counts their places.
 * @param answers of each, as they are kept
 */
export async function insertFiledRegistrations(
  { db, event, services }: EventCtx,
  registrations: RegistrationsInput['registrations'],
  answers: readonly Answers[],
  ids: { readonly people: Ids; readonly categories: Ids; readonly forms: Ids },
): Promise<void> {
  const now = services.clock.now();
  const rows = registrations.map(({ person, category, form, ...values }, index) => ({
    ...{ eventId: event.id, createdAt: now, movedAt: now, ...values },
    personId: idOf(ids.people, person) ?? '',
    categoryId: idOf(ids.categories, category) ?? '',
    formId: idOf(ids.forms, form),
    answers: { ...keptAnswers.encode(answers[index] ?? {}) },
  }));
  // Lists are in the order of the ids, which is that in which registrations were made.
  const made = new Map(
    rows
      .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
      .map((row) => [row.personId, uuid()]),
  );
  await db.registration.createMany({
    data: rows.map((row) => ({ ...row, id: made.get(row.personId) ?? uuid() })),
  });
}

function idOf(ids: Ids, key: string | undefined): string | null {
  return key === undefined ? null : (ids.get(key) ?? null);
}
