import { changed, verb } from '@plenary/audit';
import { Refusal, notFound, type EventCtx } from '@plenary/platform';
import { findMessage, hasWaitingTest } from '../data/messages.js';
import { lockWebhooks } from '../data/webhooks.js';
import { webhookInput } from '../domain/webhook-input.js';
import type { Webhook } from '../domain/webhook.js';
import { requireWebhook } from './find-webhook.js';
import { tell } from './tell-webhooks.js';

/**
 * Sends a webhook a message that tells of nothing, once: its outcome stands in the list of messages.
 * @throws {Refusal} NOT_FOUND; CONFLICT for one that is switched off, or whose last test still waits
 */
export const sendTestMessage = verb('sendTestMessage', {
  input: webhookInput,
  lock: lockWebhooks,
  async run(tx: EventCtx, { webhookId }) {
    const webhook = await requireWebhook(tx, webhookId);
    requireOn(webhook);
    if (await hasWaitingTest(tx, webhook.id))
      throw new Refusal('CONFLICT', 'The last test of this webhook still waits.');
    const [id = ''] = await tell(tx, 'TEST', {}, { webhookId: webhook.id });
    const message = await findMessage(tx, id);
    if (message === null) throw notFound('Message');
    return changed({ audit: { subject: { kind: 'WebhookMessage', id } }, topics: [], result: message });
  },
});

/** @throws {Refusal} CONFLICT */
export function requireOn({ state }: Webhook): void {
  if (state !== 'ON')
    throw new Refusal('CONFLICT', 'The webhook is switched off: switch it on first.', { facts: { state } });
}
