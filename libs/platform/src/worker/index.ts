export { Dispatcher } from '../queue/dispatcher.js';
export { JobRunner } from '../queue/job-runner.js';
