import type { EventCtx } from '@plenary/platform';
import { askForWork } from '@plenary/platform/queue';
import { insertMessages } from '../data/messages.js';
import { listWanting } from '../data/webhooks.js';
import type { About, WebhookKind } from '../domain/happenings.js';
import { deliverMessage } from '../domain/jobs.js';

/** Tells the webhooks that want to know, in the transaction of what happened. */
export async function tellWebhooks<Kind extends Exclude<WebhookKind, 'TEST'>>(
  tx: EventCtx,
  kind: Kind,
  about: About<Kind>,
): Promise<void> {
  await tell(tx, await listWanting(tx, kind), kind, about);
}

/** Has a message sent to each of these webhooks. @returns the messages' ids */
export async function tell<Kind extends WebhookKind>(
  tx: EventCtx,
  webhookIds: readonly string[],
  kind: Kind,
  about: About<Kind>,
): Promise<string[]> {
  const messageIds = await insertMessages(tx, webhookIds, kind, about);
  for (const messageId of messageIds) askForDelivery(tx, messageId);
  return messageIds;
}

export function askForDelivery(tx: EventCtx, messageId: string): void {
  askForWork(tx, deliverMessage, { eventId: tx.event.id, messageId }, tx.event.id);
}
