import { recordAudit } from '@plenary/audit';
import { parse, type EventCtx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { once } from '@plenary/platform/idempotency';
import { z } from 'zod';
import { lockWebhooks } from '../data/webhooks.js';
import { requireWebhook, type WebhookWithSecret } from './find-webhook.js';
import { makeSecret, readSecret } from './secrets.js';

const input = z.object({ webhookId: z.uuid('must be an id'), clientKey: z.uuid('must be a UUID') });

/**
 * Gives a webhook a new secret. For a day its messages are signed with the one before as well. The same client key
 * gives the first result.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND; CONFLICT after five times in a day
 */
export async function rotateWebhookSecret(
  ctx: EventCtx,
  values: { readonly webhookId: string; readonly clientKey: string },
): Promise<WebhookWithSecret> {
  const { webhookId, clientKey } = parse(input, values);
  return inTransaction(ctx, async (tx) => {
    const secretId = await once(tx, 'rotateWebhookSecret', clientKey, { webhookId }, async () => {
      await lockWebhooks(tx);
      const webhook = await requireWebhook(tx, webhookId);
      const made = await makeSecret(tx, webhook.id);
      recordAudit(tx, {
        action: 'rotateWebhookSecret',
        subject: { kind: 'Webhook', id: webhook.id },
        after: { secretId: made },
      });
      return made;
    });
    const { secret } = await readSecret(tx, secretId);
    return { webhook: await requireWebhook(tx, webhookId), secret };
  });
}
