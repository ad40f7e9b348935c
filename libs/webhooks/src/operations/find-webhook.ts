import { isId, notFound, staleVersion, type EventCtx, type Refusal } from '@plenary/platform';
import { findWebhook } from '../data/webhooks.js';
import type { Webhook } from '../domain/webhook.js';

/** A webhook with its secret, which is shown this once. */
export interface WebhookWithSecret {
  readonly webhook: Webhook;
  readonly secret: string;
}

/** @throws {Refusal} NOT_FOUND */
export async function requireWebhook(ctx: EventCtx, id: string): Promise<Webhook> {
  const webhook = isId(id) ? await findWebhook(ctx, id) : null;
  if (webhook === null) throw notFound('Webhook');
  return webhook;
}

export function staleWebhook(seen: number, now: Webhook): Refusal {
  const { url, description, kinds, state, version } = now;
  return staleVersion('The webhook', seen, { url, description, kinds, state, version });
}
