import { isId, type EventCtx } from '@plenary/platform';
import { Prisma } from '@plenary/platform/database';
import { z } from 'zod';
import type { PersonInput } from '../domain/event-input.js';
import type { Person } from '../domain/person.js';
import './constraints.js';

const textsJson = z.record(z.string(), z.string());

const printed = {
  id: true,
  key: true,
  familyName: true,
  givenName: true,
  nameOrder: true,
  title: true,
  post: true,
  organisation: true,
  country: true,
} as const;

type PrintedRow = Prisma.PersonGetPayload<{ select: typeof printed }>;

function personOf(row: PrintedRow): Person {
  return {
    id: row.id,
    key: row.key,
    familyName: textsJson.parse(row.familyName),
    givenName: textsJson.nullable().parse(row.givenName),
    nameOrder: row.nameOrder,
    title: textsJson.nullable().parse(row.title),
    post: textsJson.nullable().parse(row.post),
    organisation: textsJson.nullable().parse(row.organisation),
    country: row.country,
  };
}

/** Every person of the event, by key. */
export async function listPeople(ctx: EventCtx): Promise<Person[]> {
  const rows = await ctx.db.person.findMany({
    where: { eventId: ctx.event.id },
    select: printed,
    orderBy: { key: 'asc' },
  });
  return rows.map(personOf);
}

/** To have a part in the draft of the program: an appearance, a place in a working group, an availability. */
const hasPart = {
  OR: [{ appearances: { some: {} } }, { memberships: { some: {} } }, { availability: { isNot: null } }],
} satisfies Prisma.PersonWhereInput;

/** Those who have a part in the draft of the program. */
export async function listPeopleOfDraft(ctx: EventCtx): Promise<Person[]> {
  const rows = await ctx.db.person.findMany({
    where: { eventId: ctx.event.id, ...hasPart },
    select: printed,
  });
  return rows.map(personOf);
}

/** The ids of those who have these keys, by key. */
export async function findPersonIds(ctx: EventCtx, keys: Iterable<string>): Promise<Map<string, string>> {
  const rows = await ctx.db.person.findMany({
    where: { eventId: ctx.event.id, key: { in: [...keys] } },
    select: { id: true, key: true },
  });
  return new Map(rows.map(({ key, id }) => [key, id]));
}

/** Whether the event has a person of this id. */
export async function hasPerson(ctx: EventCtx, id: string): Promise<boolean> {
  return isId(id) && (await ctx.db.person.count({ where: { eventId: ctx.event.id, id } })) === 1;
}

/** These people of the event, in any order; nobody changes them until the transaction ends. */
export async function holdPeople(tx: EventCtx, ids: readonly string[]): Promise<Person[]> {
  const columns = Prisma.join(Object.keys(printed).map((column) => Prisma.raw(`"${column}"`)));
  const rows = await tx.sql.rows<PrintedRow>`
    SELECT ${columns} FROM "Person"
    WHERE "eventId" = ${tx.event.id}::uuid AND id = ANY (${[...ids]}::uuid[]) FOR SHARE`;
  return rows.map(personOf);
}

/** These people of the event, in any order. */
export async function findPeople(ctx: EventCtx, ids: readonly string[]): Promise<Person[]> {
  const rows = await ctx.db.person.findMany({
    where: { eventId: ctx.event.id, id: { in: [...ids] } },
    select: printed,
  });
  return rows.map(personOf);
}

/** A page of people, by key: everybody or, of the draft of the program, those with a part in it. */
export async function pageOfPeople(
  ctx: EventCtx,
  of: 'event' | 'draft',
  first: number,
  afterKey: string | null,
): Promise<Person[]> {
  const rows = await ctx.db.person.findMany({
    where: {
      eventId: ctx.event.id,
      ...(of === 'draft' ? hasPart : {}),
      ...(afterKey === null ? {} : { key: { gt: afterKey } }),
    },
    select: printed,
    orderBy: { key: 'asc' },
    take: first,
  });
  return rows.map(personOf);
}

/** Where a person is reached; null without an address. */
export async function findMailAddress(
  ctx: EventCtx,
  personId: string,
): Promise<{ email: string; language: string | null } | null> {
  const row = await ctx.db.person.findUnique({
    where: { eventId_id: { eventId: ctx.event.id, id: personId } },
    select: { email: true, language: true },
  });
  return row?.email == null ? null : { email: row.email, language: row.language };
}

/** The people who have a mail address, with the language of their mail. */
export async function listReachable(
  ctx: EventCtx,
  personIds: readonly string[],
): Promise<{ id: string; language: string | null }[]> {
  return ctx.db.person.findMany({
    where: { eventId: ctx.event.id, id: { in: [...personIds] }, email: { not: null } },
    select: { id: true, language: true },
    orderBy: { key: 'asc' },
  });
}

export async function insertPeople(ctx: EventCtx, people: readonly PersonInput[]): Promise<void> {
  await ctx.db.person.createMany({ data: people.map((person) => ({ ...person, eventId: ctx.event.id })) });
}
