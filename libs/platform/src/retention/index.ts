export { platformHandlers, platformSchedules } from './jobs.js';
