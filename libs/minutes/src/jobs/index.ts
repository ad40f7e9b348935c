import { handle, type JobHandler } from '@plenary/platform/queue';
import { publishMinutes } from '../domain/jobs.js';
import { runPublication } from '../operations/run-publication.js';

export const minutesHandlers: readonly JobHandler[] = [
  handle(publishMinutes, (ctx, { eventId, editionId }, run) => runPublication(ctx, eventId, editionId, run)),
];
