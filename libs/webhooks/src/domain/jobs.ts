import { defineJob } from '@plenary/platform/queue';
import { z } from 'zod';

/** Sends one message. With these waits the last try is about a day after the first. */
export const deliverMessage = defineJob(
  'deliver-webhook-message',
  z.object({ eventId: z.uuid(), messageId: z.uuid() }),
  { attempts: 21, longestWait: 10_800, lane: 'webhooks' },
);

export const forgetMessages = defineJob('forget-webhook-messages', z.object({}).strict());
