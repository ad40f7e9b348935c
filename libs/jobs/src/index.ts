import { eventHandlers } from '@plenary/event/jobs';
import { identityHandlers, identitySchedules } from '@plenary/identity/jobs';
import { minutesHandlers } from '@plenary/minutes/jobs';
import type { JobHandler, Schedule } from '@plenary/platform/queue';
import { platformHandlers, platformSchedules } from '@plenary/platform/retention';
import { programHandlers, programSchedules } from '@plenary/program/jobs';
import { webhookHandlers, webhookSchedules } from '@plenary/webhooks/jobs';

/** Of every kind of work there is: whoever takes work from the queue takes whatever comes. */
export const handlers: readonly JobHandler[] = [
  ...platformHandlers,
  ...identityHandlers,
  ...eventHandlers,
  ...webhookHandlers,
  ...programHandlers,
  ...minutesHandlers,
];

/** Of all work that is asked for again and again. */
export const schedules: readonly Schedule[] = [
  ...platformSchedules,
  ...identitySchedules,
  ...webhookSchedules,
  ...programSchedules,
];
