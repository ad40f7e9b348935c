import type { Ctx, EventCtx } from '@plenary/platform';

/** A secret as it is kept. */
export interface SealedSecret {
  readonly id: string;
  readonly webhookId: string;
  readonly sealed: Uint8Array;
}

const shown = { id: true, webhookId: true, sealed: true } as const;

export async function insertSecret(
  ctx: EventCtx,
  webhookId: string,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const { id } = await ctx.db.webhookSecret.create({
    data: { eventId: ctx.event.id, webhookId, sealed, createdAt: ctx.services.clock.now() },
    select: { id: true },
  });
  return id;
}

export async function findSecret(ctx: EventCtx, id: string): Promise<SealedSecret | null> {
  return ctx.db.webhookSecret.findUnique({
    where: { eventId_id: { eventId: ctx.event.id, id } },
    select: shown,
  });
}

/** The secrets that are valid now, the newest first. */
export async function listValidSecrets(ctx: EventCtx, webhookId: string): Promise<SealedSecret[]> {
  return ctx.db.webhookSecret.findMany({
    where: {
      eventId: ctx.event.id,
      webhookId,
      OR: [{ endsAt: null }, { endsAt: { gt: ctx.services.clock.now() } }],
    },
    select: shown,
    orderBy: { id: 'desc' },
  });
}

/** Lets the current secret end then. */
export async function endCurrentSecret(ctx: EventCtx, webhookId: string, endsAt: Date): Promise<void> {
  await ctx.db.webhookSecret.updateMany({
    where: { eventId: ctx.event.id, webhookId, endsAt: null },
    data: { endsAt },
  });
}

/** Deletes what has ended, of every event. */
export async function deleteEndedSecrets(ctx: Ctx): Promise<void> {
  await ctx.db.webhookSecret.deleteMany({ where: { endsAt: { lte: ctx.services.clock.now() } } });
}
