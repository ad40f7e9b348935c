import type { Noun } from '@plenary/platform/noun';
import { registrationLifecycle } from './domain/lifecycle.js';
import { registrationHandlers, registrationSchedules } from './jobs/index.js';

export const registrationNoun = {
  handlers: registrationHandlers,
  schedules: registrationSchedules,
  lifecycles: { Registration: registrationLifecycle },
} satisfies Noun;
