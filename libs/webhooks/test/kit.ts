import { randomUUID } from 'node:crypto';
import type { EventCtx } from '@plenary/platform';
import { eventually } from '@plenary/testing';
import { createWebhook, listLastMessages } from '@plenary/webhooks';

export async function aWebhook(
  ctx: EventCtx,
  url: string,
  kinds: readonly string[] = ['PROGRAM_RELEASED', 'EDITION_PUBLISHED'],
): Promise<{ id: string; version: number; secret: string }> {
  const { webhook, secret } = await createWebhook(ctx, {
    url,
    kinds,
    description: 'a test',
    clientKey: randomUUID(),
  });
  return { id: webhook.id, version: webhook.version, secret };
}

/** The messages of a webhook, the oldest first, as they stand. */
export async function messagesOf(ctx: EventCtx, webhookId: string) {
  return (await listLastMessages(ctx, [webhookId])).toReversed();
}

/** Waits until nothing of the event's webhooks waits. */
export async function settled(ctx: EventCtx): Promise<void> {
  const where = { eventId: ctx.event.id, state: 'WAITING' } as const;
  await eventually(async () => (await ctx.db.webhookMessage.count({ where })) === 0);
}
