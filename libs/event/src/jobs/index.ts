import { handle, type JobHandler } from '@plenary/platform/worker';
import { mailNotice } from '../domain/jobs.js';
import { deliverNotice } from '../operations/mail-notice.js';

export const eventHandlers: readonly JobHandler[] = [
  handle(mailNotice, (ctx, { eventId, noticeId }, run) => deliverNotice(ctx, eventId, noticeId, run.id)),
];
