import { recordAudit } from '@plenary/audit';
import { parse, requireMove, type EventCtx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { z } from 'zod';
import { failWaiting } from '../data/messages.js';
import { changeWebhook } from '../data/webhooks.js';
import { webhookLifecycle } from '../domain/lifecycle.js';
import type { Webhook } from '../domain/webhook.js';
import { requireWebhook, staleWebhook } from './find-webhook.js';
import { webhookInput } from './webhook-input.js';

/**
 * Changes a webhook, or switches it on or off. What waits for one that is switched off is given up.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND; STALE_VERSION if it was changed meanwhile
 */
export async function updateWebhook(
  ctx: EventCtx,
  values: Readonly<Record<string, unknown>>,
): Promise<Webhook> {
  const schema = webhookInput(ctx.services.settings)
    .partial()
    .extend({
      webhookId: z.uuid('must be an id'),
      version: z.int(),
      enabled: z.boolean().optional(),
    });
  const { webhookId, version, enabled, ...wanted } = parse(schema, values);
  return inTransaction(ctx, async (tx) => {
    const before = await requireWebhook(tx, webhookId);
    const isOn = before.state === 'ON';
    const state = enabled === undefined || enabled === isOn ? before.state : enabled ? 'ON' : 'OFF';
    if (state !== before.state) requireMove(webhookLifecycle, 'The webhook', before.state, state);
    const startsAnew = state === 'ON' && (!isOn || (wanted.url ?? before.url) !== before.url);
    const changed = await changeWebhook(
      tx,
      { id: webhookId, version },
      { ...wanted, state, ...(startsAnew ? { failingSince: null } : {}) },
    );
    const after = await requireWebhook(tx, webhookId);
    if (!changed) throw staleWebhook(version, after);
    if (state !== 'ON') await failWaiting(tx, webhookId);
    recordAudit(tx, {
      action: 'updateWebhook',
      subject: { kind: 'Webhook', id: webhookId },
      before: { state: before.state, kinds: [...before.kinds] },
      after: { state, kinds: [...after.kinds], fields: Object.keys(wanted) },
    });
    return after;
  });
}
