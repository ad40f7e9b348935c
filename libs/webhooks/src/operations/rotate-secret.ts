import { changed, keyedVerb } from '@plenary/audit';
import type { EventCtx } from '@plenary/platform';
import { lockWebhooks } from '../data/webhooks.js';
import { rotateSecretInput } from '../domain/webhook-input.js';
import { requireWebhook } from './find-webhook.js';
import { makeSecret, showSecret } from './secrets.js';

/**
 * Gives a webhook a new secret. For a day its messages are signed with the one before as well. The same client key
 * gives the first result.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND; CONFLICT after five times in a day
 */
export const rotateWebhookSecret = keyedVerb('rotateWebhookSecret', {
  input: rotateSecretInput,
  lock: lockWebhooks,
  async run(tx: EventCtx, { webhookId }) {
    const { id } = await requireWebhook(tx, webhookId);
    const secretId = await makeSecret(tx, id);
    return changed({
      audit: { subject: { kind: 'Webhook', id }, after: { secretId } },
      topics: [],
      result: secretId,
    });
  },
  show: showSecret,
});
