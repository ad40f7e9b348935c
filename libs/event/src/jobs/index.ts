import { alone, handle, type JobHandler } from '@plenary/platform/queue';
import { mailNotice } from '../domain/jobs.js';
import { deliverNotice } from '../operations/mail-notice.js';

export const eventHandlers: readonly JobHandler[] = [
  handle(mailNotice, (ctx, { eventId, noticeId }, run) =>
    alone(ctx, run, () => deliverNotice(ctx, eventId, noticeId, run.id)),
  ),
];
