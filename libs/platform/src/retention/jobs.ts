import { z } from 'zod';
import { handle, type JobHandler } from '../queue/job-handler.js';
import { defineJob } from '../queue/job-type.js';
import type { Schedule } from '../queue/schedules.js';
import { forgetOldWork } from './forget-old-work.js';

const forget = defineJob('forget-old-work', z.object({}).strict());

export const platformHandlers: readonly JobHandler[] = [handle(forget, (ctx) => forgetOldWork(ctx))];

export const platformSchedules: readonly Schedule[] = [{ job: forget, everyMs: 3_600_000 }];
