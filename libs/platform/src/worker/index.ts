export { Dispatcher } from '../queue/dispatcher.js';
export { platformHandlers, platformSchedules } from '../retention/jobs.js';
export {
  HopelessError,
  JobRunner,
  finishWork,
  handle,
  type JobHandler,
  type JobRun,
} from '../queue/job-runner.js';
