import { parentPort, workerData } from 'node:worker_threads';
import { mostResident } from './limits.js';

const everyMs = 20;
const parent = Number(workerData);
let timer: NodeJS.Timeout | undefined;

/** What is read keeps the main thread busy: it would hear neither of its memory nor of its parent's end. */
function look(): void {
  if (process.memoryUsage.rss() > mostResident || process.ppid !== parent)
    process.kill(process.pid, 'SIGKILL');
}

parentPort?.on('message', (isBusy: unknown) => {
  clearInterval(timer);
  if (isBusy === true) timer = setInterval(look, everyMs);
});
