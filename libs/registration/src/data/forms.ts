import { isId, type EventCtx, type SqlEventCtx } from '@plenary/platform';
import { Prisma } from '@plenary/platform/database';
import { z } from 'zod';
import { formFields, type Field, type Form } from '../domain/form.js';
import './constraints.js';

const formRow = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  version: z.int(),
  fields: z.unknown(),
});

async function readForms({ sql, event }: SqlEventCtx, which: Prisma.Sql): Promise<Form[]> {
  const rows = await sql.rows`
    SELECT form.id, form.key, form.name, made.version, made.fields
    FROM "Form" form JOIN "FormVersion" made ON (made."eventId", made."formId") = (form."eventId", form.id)
    WHERE form."eventId" = ${event.id}::uuid AND ${which}
    ORDER BY form.key, made.version`;
  return rows.map((row) => {
    const { fields, ...form } = formRow.parse(row);
    return { ...form, fields: formFields.decode(fields) };
  });
}

/** The forms of the event as they stand, by key. */
export function listForms(ctx: SqlEventCtx): Promise<Form[]> {
  return readForms(ctx, Prisma.sql`made.version = form.version`);
}

/** @param version the last where it is left out */
export async function findForm(ctx: SqlEventCtx, id: string, version?: number): Promise<Form | null> {
  if (!isId(id)) return null;
  const which =
    version === undefined
      ? Prisma.sql`form.id = ${id}::uuid AND made.version = form.version`
      : Prisma.sql`form.id = ${id}::uuid AND made.version = ${version}`;
  return (await readForms(ctx, which))[0] ?? null;
}

interface NewForm {
  readonly key: string;
  readonly name: string;
  readonly fields: readonly Field[];
}

export async function insertForm(ctx: EventCtx, { key, name, fields }: NewForm): Promise<string> {
  const eventId = ctx.event.id;
  const { id } = await ctx.db.form.create({ data: { eventId, key, name }, select: { id: true } });
  await insertVersion(ctx, id, 1, fields);
  return id;
}

/** Gives a form another version, with its name. @returns whether it was still of this version */
export async function changeForm(
  ctx: EventCtx,
  { id, version }: Pick<Form, 'id' | 'version'>,
  { key, name, fields }: NewForm,
): Promise<boolean> {
  const { count } = await ctx.db.form.updateMany({
    where: { eventId: ctx.event.id, id, version },
    data: { key, name, version: { increment: 1 } },
  });
  if (count === 1) await insertVersion(ctx, id, version + 1, fields);
  return count === 1;
}

async function insertVersion(
  ctx: EventCtx,
  formId: string,
  version: number,
  fields: readonly Field[],
): Promise<void> {
  const kept = formFields.encode([...fields]);
  await ctx.db.formVersion.create({
    data: {
      eventId: ctx.event.id,
      formId,
      version,
      fields: { ...kept },
      createdAt: ctx.services.clock.now(),
    },
  });
}
