import { isId, move, type EventCtx, type SqlCtx, type SqlEventCtx } from '@plenary/platform';
import { Prisma } from '@plenary/platform/database';
import { isFollowed } from '@plenary/webhooks';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { keptAnswers, type Answers } from '../domain/answers.js';
import { attendanceMode, type AttendanceMode } from '../domain/category.js';
import { tellOfRegistration } from '../domain/jobs.js';
import {
  cancellationCause,
  registrationLifecycle,
  registrationState,
  type CancellationCause,
  type RegistrationState,
} from '../domain/lifecycle.js';
import type { Registration } from '../domain/registration.js';
import './constraints.js';

const told = registrationState.options.map((state) => `REGISTRATION_${state}` as const);

const registrationRow = z.object({
  id: z.string(),
  personId: z.string(),
  categoryId: z.string(),
  mode: attendanceMode,
  state: registrationState,
  cause: cancellationCause.nullable(),
  reason: z.string().nullable(),
  address: z.string().nullable(),
  language: z.string(),
  formId: z.string().nullable(),
  formVersion: z.int().nullable(),
  answers: z.unknown().transform((answers) => keptAnswers.decode(answers)),
  offeredUntil: z.date().nullable(),
  provenAt: z.date().nullable(),
  createdAt: z.date(),
  movedAt: z.date(),
  sequence: z.int(),
  version: z.int(),
}) satisfies z.ZodType<Registration>;

const columns = Prisma.raw(
  [
    ...['id', 'personId', 'categoryId'].map((name) => `"${name}"`),
    ...['mode', 'state', 'cause'].map((name) => `${name}::text`),
    ...['reason', 'address::text AS address', 'language'],
    ...[
      'formId',
      'formVersion',
      'answers',
      'offeredUntil',
      'provenAt',
      'createdAt',
      'movedAt',
      'sequence',
    ].map((name) => `"${name}"`),
    'version',
  ].join(', '),
);

async function read({ sql, event }: SqlEventCtx, which: Prisma.Sql): Promise<Registration[]> {
  const rows = await sql.rows`
    SELECT ${columns} FROM "Registration" WHERE "eventId" = ${event.id}::uuid AND ${which}`;
  return rows.map((row) => registrationRow.parse(row));
}

export async function findRegistration(ctx: SqlEventCtx, id: string): Promise<Registration | null> {
  return isId(id) ? ((await read(ctx, Prisma.sql`id = ${id}::uuid`))[0] ?? null) : null;
}

/** The one that an address has, neither cancelled nor declined. */
export async function findByAddress(ctx: SqlEventCtx, address: string): Promise<Registration | null> {
  const isLive = Prisma.sql`address = ${address}::citext AND state NOT IN ('CANCELLED', 'DECLINED')`;
  return (await read(ctx, isLive))[0] ?? null;
}

export async function findRegistrations(ctx: SqlEventCtx, ids: readonly string[]): Promise<Registration[]> {
  const known = ids.filter(isId);
  return read(ctx, Prisma.sql`id = ANY (${known}::uuid[]) ORDER BY "lineNumber"`);
}

/** Those of these people. */
export async function findOfPeople(ctx: SqlEventCtx, personIds: readonly string[]): Promise<Registration[]> {
  return read(ctx, Prisma.sql`"personId" = ANY (${[...personIds]}::uuid[]) ORDER BY "lineNumber"`);
}

interface Filter {
  readonly categoryId?: string;
  readonly state?: RegistrationState;
}

/** A page of registrations, the first made first; those of an address that was used are not among them. */
export async function pageOfRegistrations(
  ctx: SqlEventCtx,
  { categoryId, state }: Filter,
  first: number,
  afterId: string | null,
): Promise<Registration[]> {
  const conditions = [
    Prisma.sql`cause IS DISTINCT FROM 'DUPLICATE'`,
    ...(categoryId === undefined ? [] : [Prisma.sql`"categoryId" = ${categoryId}::uuid`]),
    ...(state === undefined ? [] : [Prisma.sql`state::text = ${state}`]),
    ...(afterId === null ? [] : [Prisma.sql`id > ${afterId}::uuid`]),
  ];
  return read(ctx, Prisma.sql`${Prisma.join(conditions, ' AND ')} ORDER BY id LIMIT ${first}`);
}

/** Who registers, besides their answers. */
export interface Registrant {
  readonly familyName: Readonly<Record<string, string>>;
  readonly givenName: Readonly<Record<string, string>> | null;
  readonly nameOrder: 'FAMILY_FIRST' | 'GIVEN_FIRST';
  readonly title: Readonly<Record<string, string>> | null;
  readonly post: Readonly<Record<string, string>> | null;
  readonly organisation: Readonly<Record<string, string>> | null;
  readonly country: string | null;
}

export interface NewRegistration {
  readonly id: string;
  readonly personId: string;
  readonly categoryId: string;
  readonly mode: AttendanceMode;
  readonly registrant: Registrant;
  readonly address: string;
  readonly language: string;
  readonly form: { readonly id: string; readonly version: number } | null;
  readonly answers: Answers;
  /** Whether staff decide first. */
  readonly isReviewed: boolean;
}

/**
 * Registers somebody, in one statement: the lock of the quota is taken, what they get is decided by what it holds then,
 * person and registration are written, and the work is asked for that tells webhooks, where one wants to know. An address that has a registration gets one that is cancelled, which costs
 * the same work.
 * @returns what became of it; null where the way to attend has gone
 */
export async function insertRegistration(
  tx: SqlEventCtx,
  made: NewRegistration,
): Promise<RegistrationState | null> {
  const eventId = tx.event.id;
  const now = tx.services.clock.now();
  const { id, personId, categoryId, mode, registrant, address, language, form } = made;
  const json = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));
  const answers = json(keptAnswers.encode(made.answers));
  const [row] = await tx.sql.rows<{ state: string | null }>`
    WITH quota AS MATERIALIZED (
      SELECT places, held, waiting FROM "Quota"
      WHERE "eventId" = ${eventId}::uuid AND "categoryId" = ${categoryId}::uuid AND mode = ${mode}::"AttendanceMode"
      FOR NO KEY UPDATE
    ), decided AS MATERIALIZED (
      SELECT (CASE
        WHEN EXISTS (SELECT FROM "Registration" WHERE "eventId" = ${eventId}::uuid AND address = ${address}::citext
                     AND state NOT IN ('CANCELLED', 'DECLINED')) THEN 'CANCELLED'
        WHEN ${made.isReviewed} THEN 'SUBMITTED'
        WHEN waiting = 0 AND (places IS NULL OR held < places) THEN 'CONFIRMED'
        ELSE 'WAITLISTED' END)::"RegistrationState" AS state
      FROM quota
    ), person AS (
      INSERT INTO "Person"
        ("eventId", id, key, "familyName", "givenName", "nameOrder", title, post, organisation, country, email, language)
      SELECT ${eventId}::uuid, ${personId}::uuid, ${`registrant-${personId}`}, ${json(registrant.familyName)}::jsonb,
        ${json(registrant.givenName)}::jsonb, ${registrant.nameOrder}::"NameOrder", ${json(registrant.title)}::jsonb,
        ${json(registrant.post)}::jsonb, ${json(registrant.organisation)}::jsonb, ${registrant.country}, ${address},
        ${language}
      FROM decided
    ), registration AS (
      INSERT INTO "Registration"
        ("eventId", id, "categoryId", mode, "personId", address, language, "formId", "formVersion", answers, state, cause,
         "movedAt", "createdAt")
      SELECT ${eventId}::uuid, ${id}::uuid, ${categoryId}::uuid, ${mode}::"AttendanceMode", ${personId}::uuid,
        ${address}, ${language}, ${form?.id ?? null}::uuid, ${form?.version ?? null}, ${answers}::jsonb, state,
        (CASE WHEN state = 'CANCELLED' THEN 'DUPLICATE' END)::"CancellationCause", ${now}, ${now}
      FROM decided
      ON CONFLICT ("eventId", address) WHERE state NOT IN ('CANCELLED', 'DECLINED') DO NOTHING
      RETURNING state
    ), told AS (
      INSERT INTO "Outbox" (id, "eventId", job, payload)
      SELECT ${uuid()}::uuid, ${eventId}::uuid, ${tellOfRegistration.name}, jsonb_build_object(
        'eventId', ${eventId}::text, 'registrationId', ${id}::text, 'state', registration.state::text)
      FROM registration JOIN "Event" event ON event.id = ${eventId}::uuid WHERE ${isFollowed(told)}
    )
    SELECT (SELECT state::text FROM registration) AS state FROM decided`;
  if (row === undefined) return null;
  if (row.state !== null) return registrationState.parse(row.state);
  // Somebody has taken the address between the look at it and the row.
  await tx.sql.count`
    INSERT INTO "Registration"
      ("eventId", id, "categoryId", mode, "personId", address, language, "formId", "formVersion", answers, state, cause,
       "movedAt", "createdAt")
    VALUES (${eventId}::uuid, ${id}::uuid, ${categoryId}::uuid, ${mode}::"AttendanceMode", ${personId}::uuid,
      ${address}, ${language}, ${form?.id ?? null}::uuid, ${form?.version ?? null}, ${answers}::jsonb, 'CANCELLED',
      'DUPLICATE', ${now}, ${now})`;
  return 'CANCELLED';
}

/** Where a registration moves, with what the move sets. */
export type RegistrationMove =
  | { readonly to: 'CONFIRMED' }
  | { readonly to: 'WAITLISTED' }
  | { readonly to: 'OFFERED'; readonly offeredUntil: Date }
  | { readonly to: 'DECLINED'; readonly reason: string | null }
  | { readonly to: 'CANCELLED'; readonly cause: CancellationCause; readonly reason: string | null };

function columnsOf(from: RegistrationState, change: RegistrationMove) {
  const what = 'The registration';
  if (change.to === 'OFFERED')
    return move(registrationLifecycle, what, from, change.to, { offeredUntil: change.offeredUntil });
  if (change.to === 'DECLINED')
    return move(registrationLifecycle, what, from, change.to, { reason: change.reason });
  if (change.to === 'CANCELLED')
    return move(registrationLifecycle, what, from, change.to, { cause: change.cause, reason: change.reason });
  return move(registrationLifecycle, what, from, change.to, {});
}

/**
 * Moves a registration that is still as it was seen. The locks of the quotas that it counts in are held.
 * @returns whether it was still so
 * @throws {Refusal} CONFLICT if its lifecycle has no such move
 */
export async function moveRegistration(
  tx: EventCtx,
  { id, state, version }: Pick<Registration, 'id' | 'state' | 'version'>,
  change: RegistrationMove,
  also: { readonly provenAt?: Date } = {},
): Promise<boolean> {
  const { count } = await tx.db.registration.updateMany({
    where: { eventId: tx.event.id, id, version },
    data: {
      ...columnsOf(state, change),
      ...also,
      movedAt: tx.services.clock.now(),
      sequence: { increment: 1 },
      version: { increment: 1 },
    },
  });
  return count === 1;
}

/** Puts a registration at the end of its line, whose lock is held. */
export async function requeue(tx: SqlEventCtx, id: string): Promise<void> {
  await tx.sql.count`
    UPDATE "Registration" SET "lineNumber" = nextval('"Registration_lineNumber_seq"')
    WHERE "eventId" = ${tx.event.id}::uuid AND id = ${id}::uuid`;
}

/** Those that come first in the line of a quota, which is held. */
export async function headOfLine(
  tx: SqlEventCtx,
  { categoryId, mode }: { readonly categoryId: string; readonly mode: AttendanceMode },
  count: number,
): Promise<Registration[]> {
  return read(
    tx,
    Prisma.sql`"categoryId" = ${categoryId}::uuid AND mode = ${mode}::"AttendanceMode" AND state = 'WAITLISTED'
      ORDER BY "lineNumber" LIMIT ${count} FOR UPDATE`,
  );
}

/** Notes that the owner gets their mail. @returns whether it was not known before */
export async function prove(tx: SqlEventCtx, id: string): Promise<boolean> {
  const count = await tx.sql.count`
    UPDATE "Registration" SET "provenAt" = ${tx.services.clock.now()}, version = version + 1
    WHERE "eventId" = ${tx.event.id}::uuid AND id = ${id}::uuid AND "provenAt" IS NULL`;
  return count === 1;
}

/** Other answers, or another way to attend; see `moveRegistration`. @returns whether it was still of this version */
export async function changeRegistration(
  tx: EventCtx,
  { id, version }: Pick<Registration, 'id' | 'version'>,
  values: {
    readonly answers?: {
      readonly form: { readonly id: string; readonly version: number } | null;
      readonly given: Answers;
    };
    readonly quota?: { readonly categoryId: string; readonly mode: AttendanceMode };
    readonly language?: string | undefined;
  },
): Promise<boolean> {
  const { answers, quota, language } = values;
  const { count } = await tx.db.registration.updateMany({
    where: { eventId: tx.event.id, id, version },
    data: {
      ...(answers === undefined
        ? {}
        : {
            answers: { ...keptAnswers.encode(answers.given) },
            formId: answers.form?.id ?? null,
            formVersion: answers.form?.version ?? null,
          }),
      ...(quota ?? {}),
      ...(language === undefined ? {} : { language }),
      sequence: { increment: 1 },
      version: { increment: 1 },
    },
  });
  return count === 1;
}

/** A registration that something is to be done about, in whatever event. */
export interface Due {
  readonly eventId: string;
  readonly id: string;
}

/** Of at most so many: the offers that are over, by the database's clock. */
export async function listLapsed(ctx: SqlCtx, limit: number): Promise<Due[]> {
  return ctx.sql.rows`
    SELECT "eventId", id FROM "Registration" WHERE state = 'OFFERED' AND "offeredUntil" <= plenary_now()
    ORDER BY "offeredUntil", "lineNumber" LIMIT ${limit}`;
}

/** Those whose owner has shown in time nothing of getting their mail: sooner where anybody waits for the place. */
export async function listUnproven(
  ctx: SqlCtx,
  { usuallyMs, whileOthersWaitMs }: { readonly usuallyMs: number; readonly whileOthersWaitMs: number },
  limit: number,
): Promise<Due[]> {
  return ctx.sql.rows`
    SELECT registration."eventId", registration.id FROM "Registration" registration
      JOIN "Quota" quota ON (quota."eventId", quota."categoryId", quota.mode)
        = (registration."eventId", registration."categoryId", registration.mode)
    WHERE registration.state IN ('SUBMITTED', 'CONFIRMED', 'WAITLISTED') AND registration."provenAt" IS NULL
      AND registration.address IS NOT NULL AND registration."createdAt" <= plenary_now()
        - make_interval(secs => (CASE WHEN quota.waiting > 0 AND registration.state = 'CONFIRMED'
                                 THEN ${whileOthersWaitMs} ELSE ${usuallyMs} END)::float8 / 1000)
    ORDER BY registration."createdAt" LIMIT ${limit}`;
}

/** Quotas that have both a free place and somebody who waits. */
export async function listFillable(
  ctx: SqlCtx,
  limit: number,
): Promise<{ eventId: string; categoryId: string; mode: AttendanceMode }[]> {
  return ctx.sql.rows`
    SELECT "eventId", "categoryId", mode::text FROM "Quota"
    WHERE waiting > 0 AND (places IS NULL OR held < places) LIMIT ${limit}`;
}

/** Forgets, with their people, those of a used address that were made before this instant. */
export async function forgetDuplicates(ctx: SqlCtx, madeBefore: Date): Promise<number> {
  return ctx.sql.count`
    WITH gone AS (
      DELETE FROM "Registration" WHERE cause = 'DUPLICATE' AND "createdAt" < ${madeBefore}
      RETURNING "eventId", "personId")
    DELETE FROM "Person" USING gone WHERE ("Person"."eventId", "Person".id) = (gone."eventId", gone."personId")`;
}
