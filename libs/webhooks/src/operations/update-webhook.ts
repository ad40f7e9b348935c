import { changed, unchanged, verb } from '@plenary/audit';
import { holds, move, type EventCtx } from '@plenary/platform';
import { targetUrl } from '@plenary/platform/outgoing';
import { failWaiting } from '../data/messages.js';
import { changeWebhook, type WebhookChange } from '../data/webhooks.js';
import { webhookLifecycle } from '../domain/lifecycle.js';
import { updateWebhookInput } from '../domain/webhook-input.js';
import type { Webhook } from '../domain/webhook.js';
import { requireWebhook, staleWebhook } from './find-webhook.js';

/**
 * Changes a webhook, or switches it on or off. What waits for one that is switched off is given up.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND; STALE_VERSION if it was changed meanwhile
 */
export const updateWebhook = verb('updateWebhook', {
  input: ({ services }: EventCtx) =>
    updateWebhookInput.extend({ url: targetUrl(services.settings.webhookLoopback).optional() }),
  async run(tx, { webhookId, version, enabled, ...wanted }) {
    const before = await requireWebhook(tx, webhookId);
    if (before.version !== version) throw staleWebhook(version, before);
    const change = { ...wanted, ...switched(before, enabled), ...startedAnew(before, wanted.url) };
    if (holds(before, change)) return unchanged(before);
    const isChanged = await changeWebhook(tx, before, change);
    const after = await requireWebhook(tx, webhookId);
    if (!isChanged) throw staleWebhook(version, after);
    if (after.state !== 'ON') await failWaiting(tx, webhookId);
    return changed({
      audit: {
        subject: { kind: 'Webhook', id: webhookId },
        before: { state: before.state, kinds: [...before.kinds] },
        after: { state: after.state, kinds: [...after.kinds], fields: Object.keys(wanted) },
      },
      topics: [],
      result: after,
    });
  },
});

function switched({ state }: Webhook, enabled: boolean | undefined): WebhookChange {
  if (enabled === undefined || enabled === (state === 'ON')) return {};
  return move(webhookLifecycle, 'The webhook', state, enabled ? 'ON' : 'OFF', {});
}

/** Another address has missed nothing yet. */
function startedAnew({ state, url }: Webhook, wanted: string | undefined): WebhookChange {
  return state === 'ON' && wanted !== undefined && wanted !== url ? { failingSince: null } : {};
}
