import type { SqlEventCtx } from '@plenary/platform';
import { askForWork } from '@plenary/platform/queue';
import { insertMessages, type NewMessage } from '../data/messages.js';
import type { About, WebhookKind } from '../domain/happenings.js';
import { deliverMessage } from '../domain/jobs.js';

/**
 * Tells the webhooks that want to know, in the transaction of what happened or, where that must be short, by work that was
 * asked for in it.
 */
export async function tellWebhooks<Kind extends Exclude<WebhookKind, 'TEST'>>(
  tx: SqlEventCtx,
  kind: Kind,
  about: About<Kind>,
  by: Pick<NewMessage, 'workId' | 'happenedAt'> = {},
): Promise<void> {
  await tell(tx, kind, about, by);
}

/** Has a message sent to whoever it is for. @returns the messages' ids */
export async function tell<Kind extends WebhookKind>(
  tx: SqlEventCtx,
  kind: Kind,
  about: About<Kind>,
  message: NewMessage,
): Promise<string[]> {
  const messageIds = await insertMessages(tx, kind, about, message);
  for (const messageId of messageIds) askForDelivery(tx, messageId);
  return messageIds;
}

export function askForDelivery(tx: SqlEventCtx, messageId: string): void {
  askForWork(tx, deliverMessage, { eventId: tx.event.id, messageId }, tx.event.id);
}
