import { changed, keyedVerb } from '@plenary/audit';
import { Refusal, type EventCtx } from '@plenary/platform';
import { targetUrl } from '@plenary/platform/outgoing';
import { insertWebhook, listWebhooks, lockWebhooks } from '../data/webhooks.js';
import { createWebhookInput } from '../domain/webhook-input.js';
import { limits } from '../domain/webhook.js';
import { makeSecret, showSecret } from './secrets.js';

/**
 * Has an address told of what happens in the event. The same client key gives the first result, secret included.
 * @throws {Refusal} BAD_INPUT for an address that is not public, not https, or names a kind that is none; CONFLICT
 * where the event has as many as it may have
 */
export const createWebhook = keyedVerb('createWebhook', {
  input: ({ services }: EventCtx) =>
    createWebhookInput.extend({ url: targetUrl(services.settings.webhookLoopback) }),
  lock: lockWebhooks,
  async run(tx, { url, description, kinds }) {
    if ((await listWebhooks(tx)).length >= limits.webhooks) {
      throw new Refusal('CONFLICT', `An event has ${String(limits.webhooks)} webhooks at most.`);
    }
    const id = await insertWebhook(tx, { url, description, kinds });
    return changed({
      audit: { subject: { kind: 'Webhook', id }, after: { kinds: [...kinds] } },
      topics: [],
      result: await makeSecret(tx, id),
    });
  },
  show: showSecret,
});
