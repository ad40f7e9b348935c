import { readFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { Refusal, badInput } from '../errors.js';
import { niceness, restResident } from './limits.js';
import { task, type Answer, type Task } from './messages.js';

const callable = z.custom<(...args: unknown[]) => unknown>((value) => typeof value === 'function');

/** As the parent names itself: whoever asks for it may ask too late, and get who inherited this process. */
const parent = Number(process.argv[2]);
const watch = new Worker(new URL('./watch.js', import.meta.url), { workerData: parent });
setPriority(niceness);

process.on('disconnect', () => process.exit());
// These reach whole groups of processes: this one ends with its parent.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);

process.on('message', (received) => {
  watch.postMessage(true);
  void answerTo(task.parse(received)).then((made) => {
    watch.postMessage(false);
    process.send?.({ ...made, isLast: process.memoryUsage.rss() > restResident });
  });
});

type Made = Answer extends infer One ? (One extends Answer ? Omit<One, 'isLast'> : never) : never;

async function answerTo({ module, name, path, args }: Task): Promise<Made> {
  try {
    const functions = z.record(z.string(), z.unknown()).parse({ ...(await import(module)) });
    const all = path === null ? args : [await readFile(path), ...args];
    return { kind: 'value', value: await callable.parse(functions[name])(...all) };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal !== null)
      return { kind: 'refused', message: refusal.message, fields: [...(refusal.details.fields ?? [])] };
    return { kind: 'failed', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal && error.code === 'BAD_INPUT') return error;
  const isDeep = error instanceof RangeError && error.message.includes('call stack');
  return isDeep ? badInput([{ path: 'file', message: 'is nested too deeply to be read' }]) : null;
}
