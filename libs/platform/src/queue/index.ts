export { defineJob, type JobKind, type JobType } from './job-type.js';
export { askForWork, listWork, outboxTopic, retryWork, type WorkItem } from './outbox.js';
export type { Schedule } from './schedules.js';
