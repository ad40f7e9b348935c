export { alone } from './alone.js';
export {
  HopelessError,
  PutOffError,
  finishWork,
  handle,
  type JobHandler,
  type JobRun,
} from './job-handler.js';
export { defineJob, lanes, type JobKind, type JobType } from './job-type.js';
export {
  askForWork,
  listWork,
  outboxTopic,
  retryWork,
  workState,
  type WorkItem,
  type WorkState,
} from './outbox.js';
export type { Schedule } from './schedules.js';
