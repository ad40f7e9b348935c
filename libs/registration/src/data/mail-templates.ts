import type { EventCtx, SqlEventCtx } from '@plenary/platform';
import { Prisma } from '@plenary/platform/database';
import { z } from 'zod';
import { registrationMail, type RegistrationMail } from '../domain/jobs.js';
import type { MailTemplate } from '../domain/mail-template.js';
import './constraints.js';

const templateRow = z.object({
  mail: registrationMail,
  language: z.string(),
  subject: z.string(),
  body: z.string(),
  version: z.int(),
}) satisfies z.ZodType<MailTemplate>;

async function read({ sql, event }: SqlEventCtx, which: Prisma.Sql): Promise<MailTemplate[]> {
  const rows = await sql.rows`
    SELECT mail::text, language, subject, body, version FROM "MailTemplate"
    WHERE "eventId" = ${event.id}::uuid AND ${which} ORDER BY "MailTemplate".mail, language`;
  return rows.map((row) => templateRow.parse(row));
}

export function listMailTemplates(ctx: SqlEventCtx): Promise<MailTemplate[]> {
  return read(ctx, Prisma.sql`true`);
}

/** The event's own words for a mail in a language; null where it says the usual ones. */
export async function findMailTemplate(
  ctx: SqlEventCtx,
  mail: RegistrationMail,
  language: string,
): Promise<MailTemplate | null> {
  const which = Prisma.sql`mail = ${mail}::"RegistrationMail" AND language = ${language}`;
  return (await read(ctx, which))[0] ?? null;
}

/** @returns whether there was none */
export async function insertMailTemplate(
  { db, event }: EventCtx,
  template: Omit<MailTemplate, 'version'>,
): Promise<boolean> {
  const data = [{ ...template, eventId: event.id }];
  return (await db.mailTemplate.createMany({ data, skipDuplicates: true })).count === 1;
}

/** @returns whether it was still of this version */
export async function changeMailTemplate(
  { db, event }: EventCtx,
  { mail, language, version, subject, body }: MailTemplate,
): Promise<boolean> {
  const { count } = await db.mailTemplate.updateMany({
    where: { eventId: event.id, mail, language, version },
    data: { subject, body, version: { increment: 1 } },
  });
  return count === 1;
}

/** @returns whether it was still of this version */
export async function deleteMailTemplate(
  { db, event }: EventCtx,
  { mail, language, version }: Pick<MailTemplate, 'mail' | 'language' | 'version'>,
): Promise<boolean> {
  const where = { eventId: event.id, mail, language, version };
  return (await db.mailTemplate.deleteMany({ where })).count === 1;
}

/** A mail to try that an account has asked for. */
export interface MailTest {
  readonly accountId: string;
  readonly mail: RegistrationMail;
  readonly language: string;
}

/** @returns its id */
export async function insertMailTest({ db, event }: EventCtx, test: MailTest): Promise<string> {
  const { id } = await db.mailTest.create({ data: { ...test, eventId: event.id }, select: { id: true } });
  return id;
}

export async function findMailTest({ db, event }: EventCtx, id: string): Promise<MailTest | null> {
  return db.mailTest.findUnique({
    where: { eventId_id: { eventId: event.id, id } },
    select: { accountId: true, mail: true, language: true },
  });
}

export async function deleteMailTest({ db, event }: EventCtx, id: string): Promise<void> {
  await db.mailTest.deleteMany({ where: { eventId: event.id, id } });
}
