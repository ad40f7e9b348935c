import { recordAudit } from '@plenary/audit';
import { isId, notFound, requireMove, type EventCtx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { findMessage, reopenMessage } from '../data/messages.js';
import { messageLifecycle } from '../domain/lifecycle.js';
import type { Message } from '../domain/webhook.js';
import { requireWebhook } from './find-webhook.js';
import { requireOn } from './send-test-message.js';
import { askForDelivery } from './tell-webhooks.js';

/**
 * Sends a message again, under the same id: one that has failed, or one that its receiver has lost.
 * @throws {Refusal} NOT_FOUND; CONFLICT if it still waits, or its webhook is switched off
 */
export async function resendMessage(ctx: EventCtx, messageId: string): Promise<Message> {
  return inTransaction(ctx, async (tx) => {
    const message = isId(messageId) ? await findMessage(tx, messageId) : null;
    if (message === null) throw notFound('Message');
    requireOn(await requireWebhook(tx, message.webhookId));
    requireMove(messageLifecycle, 'The message', message.state, 'WAITING');
    const reopened = await reopenMessage(tx, message.id);
    if (reopened) askForDelivery(tx, message.id);
    recordAudit(tx, {
      action: 'resendMessage',
      subject: { kind: 'WebhookMessage', id: message.id },
      before: { state: message.state },
    });
    return { ...message, state: 'WAITING', status: null, failure: null };
  });
}
