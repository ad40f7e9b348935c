import type { EventCtx } from '@plenary/platform';

/** Once and for all; a repeat changes nothing. */
export async function addUnsubscription(ctx: EventCtx, addressHash: string): Promise<void> {
  await ctx.db.unsubscription.createMany({
    data: [{ eventId: ctx.event.id, addressHash, at: ctx.services.clock.now() }],
    skipDuplicates: true,
  });
}

export async function isUnsubscribed(ctx: EventCtx, addressHash: string): Promise<boolean> {
  const where = { eventId_addressHash: { eventId: ctx.event.id, addressHash } };
  return (await ctx.db.unsubscription.findUnique({ where })) !== null;
}
