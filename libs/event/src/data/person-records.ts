import type { EventCtx } from '@plenary/platform';
import { jsonOrNull, type Prisma } from '@plenary/platform/database';
import { z } from 'zod';
import type { Texts } from '@plenary/platform/texts';
import type { Person } from '../domain/person.js';
import './constraints.js';

/** All that staff know of a person. */
export interface PersonRecord extends Person {
  readonly grade: number | null;
  readonly email: string | null;
  /** The language of their mail. */
  readonly language: string | null;
  readonly biography: Texts | null;
  readonly needs: string | null;
  /** Whether the public may see biography and photograph; null until they have answered. */
  readonly mayPublish: boolean | null;
  /** The account that acts as them. */
  readonly accountId: string | null;
  readonly version: number;
}

const textsJson = z.record(z.string(), z.string());
const optionalTexts = textsJson.nullable();

/** Fields of a person, as an operation has parsed them: undefined stays, null empties. */
export interface PersonValues {
  readonly familyName?: Texts | undefined;
  readonly nameOrder?: Person['nameOrder'] | undefined;
  readonly givenName?: Texts | null | undefined;
  readonly title?: Texts | null | undefined;
  readonly grade?: number | null | undefined;
  readonly post?: Texts | null | undefined;
  readonly organisation?: Texts | null | undefined;
  readonly country?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly language?: string | null | undefined;
  readonly biography?: Texts | null | undefined;
  readonly needs?: string | null | undefined;
  readonly mayPublish?: boolean | null | undefined;
}

function columns<Values extends PersonValues>(values: Values) {
  const { givenName, title, post, organisation, biography } = values;
  return {
    ...values,
    givenName: jsonOrNull(givenName),
    title: jsonOrNull(title),
    post: jsonOrNull(post),
    organisation: jsonOrNull(organisation),
    biography: jsonOrNull(biography),
  };
}

const omitted = { eventId: true } as const;

export async function findPersonRecord(ctx: EventCtx, id: string): Promise<PersonRecord | null> {
  const row = await ctx.db.person.findUnique({
    where: { eventId_id: { eventId: ctx.event.id, id } },
    omit: omitted,
  });
  return row === null ? null : recordOf(row);
}

/** Every person of the event, by key. */
export async function listPersonRecords(ctx: EventCtx): Promise<PersonRecord[]> {
  const rows = await ctx.db.person.findMany({
    where: { eventId: ctx.event.id },
    omit: omitted,
    orderBy: { key: 'asc' },
  });
  return rows.map(recordOf);
}

function recordOf(row: Prisma.PersonGetPayload<{ omit: typeof omitted }>): PersonRecord {
  return {
    ...row,
    familyName: textsJson.parse(row.familyName),
    givenName: optionalTexts.parse(row.givenName),
    title: optionalTexts.parse(row.title),
    post: optionalTexts.parse(row.post),
    organisation: optionalTexts.parse(row.organisation),
    biography: optionalTexts.parse(row.biography),
  };
}

/** @returns the id of the new person; null if another has the key */
export async function insertPerson(
  ctx: EventCtx,
  values: PersonValues & Pick<PersonRecord, 'key' | 'familyName' | 'nameOrder'>,
): Promise<string | null> {
  const [row] = await ctx.db.person.createManyAndReturn({
    data: [{ ...columns(values), eventId: ctx.event.id }],
    skipDuplicates: true,
    select: { id: true },
  });
  return row?.id ?? null;
}

/** @returns whether the person was still of this version */
export async function changePerson(
  ctx: EventCtx,
  id: string,
  version: number,
  values: PersonValues,
): Promise<boolean> {
  const { count } = await ctx.db.person.updateMany({
    where: { eventId: ctx.event.id, id, version },
    data: { ...columns(values), version: { increment: 1 } },
  });
  return count === 1;
}
