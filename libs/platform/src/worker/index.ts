export { Dispatcher } from '../queue/dispatcher.js';
export {
  HopelessError,
  JobRunner,
  finishWork,
  handle,
  type JobHandler,
  type JobRun,
} from '../queue/job-runner.js';
