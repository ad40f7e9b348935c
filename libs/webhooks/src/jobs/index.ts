import { handle, type Schedule, type JobHandler } from '@plenary/platform/queue';
import { deliverMessage, forgetMessages } from '../domain/jobs.js';
import { deliverMessage as deliver } from '../operations/deliver-message.js';
import { forgetWebhookMessages } from '../operations/forget-messages.js';

export const webhookHandlers: readonly JobHandler[] = [
  handle(deliverMessage, (ctx, { eventId, messageId }, run) => deliver(ctx, eventId, messageId, run)),
  handle(forgetMessages, (ctx) => forgetWebhookMessages(ctx)),
];

export const webhookSchedules: readonly Schedule[] = [{ job: forgetMessages, everyMs: 24 * 3_600_000 }];
