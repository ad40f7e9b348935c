import { move, type EventCtx } from '@plenary/platform';
import { Prisma, lock } from '@plenary/platform/database';
import type { WebhookKind } from '../domain/happenings.js';
import { webhookLifecycle, type WebhookState } from '../domain/lifecycle.js';
import type { Webhook } from '../domain/webhook.js';
import './constraints.js';

const shown = {
  id: true,
  url: true,
  description: true,
  kinds: true,
  state: true,
  failingSince: true,
  version: true,
  createdAt: true,
} as const;

/** Every webhook of the event, the oldest first. */
export async function listWebhooks(ctx: EventCtx): Promise<Webhook[]> {
  return ctx.db.webhook.findMany({
    where: { eventId: ctx.event.id },
    select: shown,
    orderBy: { id: 'asc' },
  });
}

/** A condition on `event`: whether a webhook of it wants to be told of one of these. */
export function isFollowed(kinds: readonly WebhookKind[]): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM "Webhook" webhook
    WHERE webhook."eventId" = event.id AND state = 'ON' AND kinds && ${[...kinds]}::text[]::"WebhookKind"[])`;
}

export async function findWebhook(ctx: EventCtx, id: string): Promise<Webhook | null> {
  return ctx.db.webhook.findUnique({
    where: { eventId_id: { eventId: ctx.event.id, id } },
    select: shown,
  });
}

/** Lets one webhook of the event be made at a time, so that they can be counted. */
export async function lockWebhooks(ctx: EventCtx): Promise<void> {
  await lock(ctx, 'webhooks');
}

interface Wanted {
  readonly url: string;
  readonly description: string;
  readonly kinds: readonly WebhookKind[];
}

export async function insertWebhook(ctx: EventCtx, { kinds, ...wanted }: Wanted): Promise<string> {
  const { id } = await ctx.db.webhook.create({
    data: {
      ...wanted,
      kinds: [...kinds],
      eventId: ctx.event.id,
      createdAt: ctx.services.clock.now(),
    },
    select: { id: true },
  });
  return id;
}

export interface WebhookChange extends Partial<Wanted> {
  readonly state?: WebhookState;
  readonly failingSince?: null;
}

/** @returns whether it still had the version that was seen */
export async function changeWebhook(
  ctx: EventCtx,
  seen: { readonly id: string; readonly version: number },
  { kinds, ...change }: WebhookChange,
): Promise<boolean> {
  const { count } = await ctx.db.webhook.updateMany({
    where: { eventId: ctx.event.id, id: seen.id, version: seen.version },
    data: { ...change, ...(kinds === undefined ? {} : { kinds: [...kinds] }), version: { increment: 1 } },
  });
  return count === 1;
}

/** @returns whether there was one */
export async function deleteWebhook(ctx: EventCtx, id: string): Promise<boolean> {
  const { count } = await ctx.db.webhook.deleteMany({ where: { eventId: ctx.event.id, id } });
  return count === 1;
}

/** Notes that a message has arrived or, with the time, since when none has. @returns since when none has */
export async function noteArrival(ctx: EventCtx, id: string, missedAt: Date | null): Promise<Date | null> {
  const where = { eventId: ctx.event.id, id };
  await ctx.db.webhook.updateMany({
    where: missedAt === null ? where : { ...where, failingSince: null },
    data: { failingSince: missedAt },
  });
  return (await findWebhook(ctx, id))?.failingSince ?? null;
}

/** Switches it off, whatever was edited meanwhile. @returns whether it was on */
export async function switchOff(ctx: EventCtx, id: string, to: 'GONE' | 'FAILED'): Promise<boolean> {
  const { count } = await ctx.db.webhook.updateMany({
    where: { eventId: ctx.event.id, id, state: 'ON' },
    data: { ...move(webhookLifecycle, 'The webhook', 'ON', to, {}), version: { increment: 1 } },
  });
  return count === 1;
}
