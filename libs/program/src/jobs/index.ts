import { handle, type Schedule, type JobHandler } from '@plenary/platform/queue';
import { releaseDue } from '../domain/jobs.js';
import { releaseDuePrograms } from '../operations/schedule-release.js';

export const programHandlers: readonly JobHandler[] = [handle(releaseDue, (ctx) => releaseDuePrograms(ctx))];

export const programSchedules: readonly Schedule[] = [{ job: releaseDue, everyMs: 30_000 }];
