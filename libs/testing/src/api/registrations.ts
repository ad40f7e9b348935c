import { randomUUID } from 'node:crypto';
import type { EventCtx } from '@plenary/platform';
import { register, saveCategory } from '@plenary/registration';
import { numbers } from '../numbers.js';
import { linkCookie } from './headers.js';

const numberOf = numbers();

/** A category of the event, open to everybody. @returns its id */
export async function aCategory(
  ctx: EventCtx,
  {
    places = null,
    online = null,
    ...values
  }: { readonly places?: number | null; readonly online?: number | null } & Readonly<
    Record<string, unknown>
  > = {},
): Promise<string> {
  const number = String(numberOf(ctx.services));
  // On a clock that nobody drives, the events of tests are over.
  await ctx.sql
    .count`UPDATE "Event" SET "endsOn" = '2100-01-01' WHERE id = ${ctx.event.id}::uuid AND "endsOn" < plenary_now()`;
  const { id } = await saveCategory(ctx, {
    key: `category-${number}`,
    name: { en: `Category ${number}` },
    quotas: [
      { mode: 'ON_SITE', places },
      { mode: 'ONLINE', places: online },
    ],
    ...values,
  });
  return id;
}

/** Registers somebody, on a category as it is now: for strangers it may be two seconds old. @returns the id of the registration, also where the address was used */
export async function aRegistration(
  ctx: EventCtx,
  categoryId: string,
  values: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const number = String(numberOf(ctx.services));
  await register(ctx, {
    clientKey: randomUUID(),
    categoryId,
    mode: 'ON_SITE',
    familyName: { en: `Guest ${number}` },
    nameOrder: 'GIVEN_FIRST',
    email: `guest-${number}@example.org`,
    language: 'en',
    ...values,
  });
  const [row] = await ctx.sql.rows<{ id: string }>`
    SELECT id FROM "Registration" WHERE "eventId" = ${ctx.event.id}::uuid ORDER BY id DESC LIMIT 1`;
  if (row === undefined) throw new Error('Nobody was registered.');
  return row.id;
}

/** Whoever holds the link of this registration: the cookie that opening it gives. */
export function aRegistrationLink(ctx: EventCtx, registrationId: string): Promise<string> {
  return linkCookie(ctx, 'REGISTRATION', registrationId);
}
