export { eventFile, slugOfEventFile, type EventFile } from './event-file.js';
export { exportEvent } from './export-event.js';
export { importEvent } from './import-event.js';
