import { isId, type EventCtx, type SqlEventCtx } from '@plenary/platform';
import { Prisma, jsonOrNull } from '@plenary/platform/database';
import { z } from 'zod';
import { startOfDay } from '@plenary/program';
import {
  approval,
  attendanceMode,
  type AttendanceMode,
  type Category,
  type EventTimes,
} from '../domain/category.js';
import './constraints.js';

const texts = z.record(z.string(), z.string());
const instant = z.preprocess(
  (value) => (typeof value === 'string' ? new Date(value) : value),
  z.date().nullable(),
);

const categoryRow = z.object({
  id: z.string(),
  key: z.string(),
  name: texts,
  description: texts.nullable(),
  approval,
  byInvitation: z.boolean(),
  opensAt: instant,
  closesAt: instant,
  days: z.array(z.string()),
  autoAccept: z.boolean(),
  showsWaiting: z.boolean(),
  formId: z.string().nullable(),
  position: z.int(),
  version: z.int(),
  quotas: z.array(
    z.object({ mode: attendanceMode, places: z.int().nullable(), held: z.int(), waiting: z.int() }),
  ),
}) satisfies z.ZodType<Category>;

const eventRow = z.object({
  state: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
});

/** A category, and what of its event decides whether one can register. */
export interface Opening {
  readonly category: Category;
  readonly event: EventTimes;
}

async function readOpenings({ sql, event }: SqlEventCtx, which: Prisma.Sql): Promise<Opening[]> {
  const rows = await sql.rows`
    SELECT category.id, category.key, category.name, category.description, category.approval::text,
      category."byInvitation", category."opensAt", category."closesAt",
      coalesce(category.days::text[], '{}') AS days, category."autoAccept", category."showsWaiting",
      category."formId", category.position, category.version,
      coalesce((SELECT jsonb_agg(jsonb_build_object('mode', mode, 'places', places, 'held', held, 'waiting', waiting)
                                 ORDER BY mode)
                FROM "Quota" WHERE "eventId" = category."eventId" AND "categoryId" = category.id), '[]') AS quotas,
      event.state::text, event."startsOn"::text, event."endsOn"::text
    FROM "RegistrationCategory" category JOIN "Event" event ON event.id = category."eventId"
    WHERE category."eventId" = ${event.id}::uuid AND ${which}
    ORDER BY category.position, category.key`;
  return rows.map((row) => {
    const { state, startsOn, endsOn } = eventRow.parse(row);
    const dayStart = (day: string, later: number): Date => new Date(startOfDay(day, later, event.timeZone));
    return {
      category: categoryRow.parse(row),
      event: { state, startsAt: dayStart(startsOn, 0), overAt: dayStart(endsOn, 1) },
    };
  });
}

/** The categories of the event, in its order. */
export function listOpenings(ctx: SqlEventCtx): Promise<Opening[]> {
  return readOpenings(ctx, Prisma.sql`true`);
}

export async function findOpening(ctx: SqlEventCtx, categoryId: string): Promise<Opening | null> {
  if (!isId(categoryId)) return null;
  return (await readOpenings(ctx, Prisma.sql`category.id = ${categoryId}::uuid`))[0] ?? null;
}

/** What is kept of a category besides its quotas. */
export type CategoryValues = Omit<Category, 'id' | 'version' | 'quotas'>;

export async function insertCategory(ctx: EventCtx, values: CategoryValues): Promise<string> {
  const { id } = await ctx.db.registrationCategory.create({
    data: { ...columns(values), eventId: ctx.event.id },
    select: { id: true },
  });
  return id;
}

/** @returns whether it was still of this version */
export async function changeCategory(
  ctx: EventCtx,
  id: string,
  version: number,
  values: CategoryValues,
): Promise<boolean> {
  const { count } = await ctx.db.registrationCategory.updateMany({
    where: { eventId: ctx.event.id, id, version },
    data: { ...columns(values), version: { increment: 1 } },
  });
  return count === 1;
}

function columns({ description, days, ...values }: CategoryValues) {
  return { ...values, description: jsonOrNull(description), days: days.map((day) => new Date(day)) };
}

/** Gives a category these ways to attend, and to each its places; it loses those that nobody has taken. */
export async function saveQuotas(
  ctx: EventCtx,
  categoryId: string,
  quotas: readonly { readonly mode: AttendanceMode; readonly places: number | null }[],
): Promise<void> {
  const eventId = ctx.event.id;
  const modes = quotas.map(({ mode }) => mode);
  await ctx.db.quota.deleteMany({ where: { eventId, categoryId, mode: { notIn: modes } } });
  for (const { mode, places } of quotas)
    await ctx.db.quota.upsert({
      where: { eventId_categoryId_mode: { eventId, categoryId, mode } },
      create: { eventId, categoryId, mode, places },
      update: { places },
    });
}

/** A quota as its holder has it: nobody else takes or frees a place of it until the transaction ends. */
export interface HeldQuota {
  readonly categoryId: string;
  readonly mode: AttendanceMode;
  readonly places: number | null;
  readonly held: number;
  readonly waiting: number;
}

const quotaRow = z.object({
  categoryId: z.string(),
  mode: attendanceMode,
  places: z.int().nullable(),
  held: z.int(),
  waiting: z.int(),
});

/** Takes the locks of these quotas, in one order, so that two who want the same two never wait for each other. */
export async function lockQuotas(
  tx: SqlEventCtx,
  quotas: readonly { readonly categoryId: string; readonly mode: AttendanceMode }[],
): Promise<HeldQuota[]> {
  const wanted = JSON.stringify(quotas.map(({ categoryId, mode }) => ({ categoryId, mode })));
  const rows = await tx.sql.rows`
    SELECT "categoryId", mode::text, places, held, waiting FROM "Quota"
    WHERE "eventId" = ${tx.event.id}::uuid AND ("categoryId", mode) IN
      (SELECT "categoryId", mode FROM jsonb_to_recordset(${wanted}::jsonb) AS wanted
         ("categoryId" uuid, mode "AttendanceMode"))
    ORDER BY "categoryId", mode FOR NO KEY UPDATE`;
  return rows.map((row) => quotaRow.parse(row));
}

/** Sets the places of a quota, and records that they became more. */
export async function raise(
  ctx: EventCtx,
  { categoryId, mode, places: placesBefore }: HeldQuota,
  placesAfter: number | null,
  raised: { readonly reason: string; readonly actorKind: string; readonly actorId: string | null },
): Promise<void> {
  const eventId = ctx.event.id;
  await ctx.db.quota.update({
    where: { eventId_categoryId_mode: { eventId, categoryId, mode } },
    data: { places: placesAfter },
  });
  await ctx.db.quotaRaise.create({
    data: { eventId, categoryId, mode, placesBefore, placesAfter, ...raised, at: ctx.services.clock.now() },
  });
}
