import { EventWebhooksResolver, WebhookResolver } from './webhooks.resolver.js';

export const webhookResolvers = [EventWebhooksResolver, WebhookResolver];
