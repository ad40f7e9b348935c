import type { EventRef } from '@plenary/platform';
import type { Webhook } from '../domain/webhook.js';
import type { WebhookWithSecret } from '../operations/find-webhook.js';
import type { WebhookType, WebhookWithSecretType } from './webhook.type.js';

export function toWebhookType(webhook: Webhook, event: EventRef): WebhookType {
  return { ...webhook, event, kinds: [...webhook.kinds] };
}

export function toWebhookWithSecretType(
  { webhook, secret }: WebhookWithSecret,
  event: EventRef,
): WebhookWithSecretType {
  return { webhook: toWebhookType(webhook, event), secret };
}
