export { childMessage, type ChildMessage, type LauncherMessage } from './messages.js';
export { runProcess, type Running } from './run-process.js';
