// A parent whose child never comes back: it tells the child's id, and waits to be killed.
import { apart } from '@plenary/platform/apart';

const module = new URL('./apart-readers.mjs', import.meta.url);
const { pid } = await apart(module, 'whoAmI')();
process.stdout.write(`child ${String(pid)}\n`);
await apart(module, 'neverEnd')();
