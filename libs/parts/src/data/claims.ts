import type { EventCtx } from '@plenary/platform';

/** Binds a person of the event to an account, if neither is bound to another. */
export async function claimPerson(
  ctx: EventCtx,
  id: string,
  accountId: string,
): Promise<'CLAIMED' | 'OWN' | 'TAKEN'> {
  const eventId = ctx.event.id;
  const own = await ctx.db.person.findUnique({
    where: { eventId_accountId: { eventId, accountId } },
    select: { id: true },
  });
  if (own !== null) return own.id === id ? 'OWN' : 'TAKEN';
  const { count } = await ctx.db.person.updateMany({
    where: { eventId, id, accountId: null },
    data: { accountId },
  });
  return count === 1 ? 'CLAIMED' : 'TAKEN';
}

/** @returns whether an account was bound to the person */
export async function releasePerson(ctx: EventCtx, id: string): Promise<boolean> {
  const { count } = await ctx.db.person.updateMany({
    where: { eventId: ctx.event.id, id, accountId: { not: null } },
    data: { accountId: null },
  });
  return count === 1;
}
