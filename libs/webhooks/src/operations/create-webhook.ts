import { recordAudit } from '@plenary/audit';
import { Refusal, parse, type EventCtx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { once } from '@plenary/platform/idempotency';
import { z } from 'zod';
import { insertWebhook, listWebhooks, lockWebhooks } from '../data/webhooks.js';
import { limits } from '../domain/webhook.js';
import { requireWebhook, type WebhookWithSecret } from './find-webhook.js';
import { makeSecret, readSecret } from './secrets.js';
import { webhookInput } from './webhook-input.js';

/**
 * Has an address told of what happens in the event. The same client key gives the first result, secret included.
 * @throws {Refusal} BAD_INPUT for an address that is not public, not https, or names a kind that is none; CONFLICT
 * where the event has as many as it may have
 */
export async function createWebhook(
  ctx: EventCtx,
  values: Readonly<Record<string, unknown>>,
): Promise<WebhookWithSecret> {
  const schema = webhookInput(ctx.services.settings).extend({ clientKey: z.uuid('must be a UUID') });
  const input = parse(schema, values);
  return inTransaction(ctx, async (tx) => {
    const secretId = await once(tx, 'createWebhook', input.clientKey, input, async () => {
      await lockWebhooks(tx);
      if ((await listWebhooks(tx)).length >= limits.webhooks) {
        throw new Refusal('CONFLICT', `An event has ${String(limits.webhooks)} webhooks at most.`);
      }
      const { url, description, kinds } = input;
      const id = await insertWebhook(tx, { url, description, kinds });
      recordAudit(tx, {
        action: 'createWebhook',
        subject: { kind: 'Webhook', id },
        after: { kinds: [...kinds] },
      });
      return makeSecret(tx, id);
    });
    const { webhookId, secret } = await readSecret(tx, secretId);
    return { webhook: await requireWebhook(tx, webhookId), secret };
  });
}
