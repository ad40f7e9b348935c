import type { Noun } from '@plenary/platform/noun';
import { identityHandlers, identitySchedules } from './jobs/index.js';

export const identityNoun = {
  handlers: identityHandlers,
  schedules: identitySchedules,
} satisfies Noun;
