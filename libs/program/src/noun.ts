import type { Noun } from '@plenary/platform/noun';
import { programHandlers, programSchedules } from './jobs/index.js';

export const programNoun = {
  handlers: programHandlers,
  schedules: programSchedules,
} satisfies Noun;
