import type { Noun } from '@plenary/platform/noun';
import { webhookLifecycle, messageLifecycle } from './domain/lifecycle.js';
import { webhookHandlers, webhookSchedules } from './jobs/index.js';

export const webhooksNoun = {
  handlers: webhookHandlers,
  schedules: webhookSchedules,
  lifecycles: { Webhook: webhookLifecycle, 'Message to a webhook': messageLifecycle },
} satisfies Noun;
