import type { EventCtx } from '@plenary/platform';
import { accountIdOf, type Actor } from '@plenary/platform/access';
import { Prisma } from '@plenary/platform/database';

/** A condition on `person`, a person of `event`: that the actor acts as them. */
export function actsAs(actor: Actor): Prisma.Sql {
  if (actor.kind === 'link' && actor.purpose === 'PART')
    return Prisma.sql`(person."eventId", person.id) = (${actor.eventId}::uuid, ${actor.subjectId}::uuid)`;
  const accountId = accountIdOf(actor);
  return accountId === null ? Prisma.sql`false` : Prisma.sql`person."accountId" = ${accountId}::uuid`;
}

/** The id of the person as whom the actor acts in the event; null if as none. */
export async function findOwnPersonId(ctx: EventCtx): Promise<string | null> {
  const { actor } = ctx;
  if (actor.kind === 'link')
    return actor.purpose === 'PART' && actor.eventId === ctx.event.id ? actor.subjectId : null;
  const accountId = accountIdOf(actor);
  if (accountId === null) return null;
  const where = { eventId_accountId: { eventId: ctx.event.id, accountId } };
  return (await ctx.db.person.findUnique({ where, select: { id: true } }))?.id ?? null;
}
