import { changed, unchanged, verb } from '@plenary/audit';
import { isId, notFound, type EventCtx } from '@plenary/platform';
import { findMessage, reopenMessage } from '../data/messages.js';
import { resendMessageInput } from '../domain/webhook-input.js';
import type { Message } from '../domain/webhook.js';
import { requireWebhook } from './find-webhook.js';
import { requireOn } from './send-test-message.js';
import { askForDelivery } from './tell-webhooks.js';

/**
 * Sends a message again, under the same id: one that has failed, or one that its receiver has lost.
 * @throws {Refusal} NOT_FOUND; CONFLICT if it still waits, or its webhook is switched off
 */
export const resendMessage = verb('resendMessage', {
  input: resendMessageInput,
  async run(tx: EventCtx, { messageId }) {
    const message = await requireMessage(tx, messageId);
    requireOn(await requireWebhook(tx, message.webhookId));
    const isReopened = await reopenMessage(tx, message);
    const waiting = await requireMessage(tx, message.id);
    // Somebody else has done it meanwhile.
    if (!isReopened) return unchanged(waiting);
    askForDelivery(tx, message.id);
    return changed({
      audit: { subject: { kind: 'WebhookMessage', id: message.id }, before: { state: message.state } },
      topics: [],
      result: waiting,
    });
  },
});

async function requireMessage(tx: EventCtx, id: string): Promise<Message> {
  const message = isId(id) ? await findMessage(tx, id) : null;
  if (message === null) throw notFound('Message');
  return message;
}
