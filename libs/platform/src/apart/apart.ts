import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Refusal, badInput } from '../errors.js';
import { mostHeapMb, mostWaiting, patienceMs } from './limits.js';
import { answer, type Task } from './messages.js';

/** What runs is what was built, from here and from tests alike. */
const entry = fileURLToPath(new URL('../../dist/apart/child.js', import.meta.url));

let child: ChildProcess | null = null;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * A function that reads a file of others, in a process of its own: whatever the file does to it, those who are served
 * meanwhile do not feel. One is read after the other, each within a time and a measure of memory. What it is given and
 * gives back are plain values.
 * @param module where it is exported, as built
 * @param limitMs from when its turn comes
 * @throws {Refusal} what it refuses as BAD_INPUT, and BAD_INPUT too for a file that takes too long or too much memory;
 * UNAVAILABLE while too many wait
 */
export function apart<F extends (...args: never[]) => unknown, Result = Awaited<ReturnType<F>>>(
  module: URL,
  name: string,
  limitMs: number = patienceMs,
): (...args: Parameters<F>) => Promise<Result> {
  // It is what the function of this name returns: the types are one.
  const result = z.custom<Result>();
  return async (...args) =>
    result.parse(await inTurn({ module: module.href, name, path: null, args }, limitMs));
}

/** What a reader takes besides the bytes of a file. */
type Besides<F> = F extends (bytes: Uint8Array, ...rest: infer Rest) => unknown ? Rest : never;

/**
 * The same for a function that takes the bytes of a file first: they are given, or where the file lies, which costs those
 * who are served nothing, however large it is.
 */
export function apartOfFile<
  F extends (bytes: Uint8Array, ...rest: never[]) => unknown,
  Result = Awaited<ReturnType<F>>,
>(module: URL, name: string): (source: Uint8Array | string, ...rest: Besides<F>) => Promise<Result> {
  const result = z.custom<Result>();
  return async (source, ...rest) => {
    const isPath = typeof source === 'string';
    const task = {
      module: module.href,
      name,
      path: isPath ? source : null,
      args: isPath ? rest : [source, ...rest],
    };
    return result.parse(await inTurn(task, patienceMs));
  };
}

async function inTurn(task: Task, limitMs: number): Promise<unknown> {
  if (waiting >= mostWaiting)
    throw new Refusal('UNAVAILABLE', 'Too many files are being read. Try again in a moment.');
  waiting += 1;
  const turn = last.then(() => run(task, limitMs));
  last = turn.catch(() => undefined);
  try {
    return await turn;
  } finally {
    waiting -= 1;
  }
}

function start(): ChildProcess {
  const started = fork(entry, [String(process.pid)], {
    // Nothing of what its parent knows.
    env: {},
    execArgv: [`--max-old-space-size=${String(mostHeapMb)}`, '--no-warnings'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  started.on('exit', () => {
    letGo(started);
  });
  return started;
}

function letGo(ended: ChildProcess): void {
  if (child === ended) child = null;
}

/** The process stays, and keeps nobody from ending who has no task for it. */
function run(task: Task, limitMs: number): Promise<unknown> {
  const reader = (child ??= start());
  reader.ref();
  reader.channel?.ref();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    reader.kill('SIGKILL');
  }, limitMs);
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const onMessage = (received: unknown): void => {
    const made = answer.parse(received);
    if (made.isLast) {
      letGo(reader);
      reader.kill('SIGKILL');
    }
    if (made.kind === 'value') resolve(made.value);
    else if (made.kind === 'refused') reject(new Refusal('BAD_INPUT', made.message, { fields: made.fields }));
    else reject(new Error(`A file could not be read: ${made.stack}`));
  };
  const onExit = (_status: number | null, signal: NodeJS.Signals | null): void => {
    reject(signal === null ? new Error('The process that reads files could not be started') : unread(isLate));
  };
  reader.on('message', onMessage).on('exit', onExit).on('error', reject);
  // Where that fails, the process has ended.
  reader.send(task, () => undefined);
  return promise.finally(() => {
    clearTimeout(timer);
    reader.off('message', onMessage).off('exit', onExit).off('error', reject);
    reader.unref();
    reader.channel?.unref();
  });
}

/** By itself it ends only where its memory did not suffice: its own limit, that of the heap, or the machine's. */
function unread(isLate: boolean): Refusal {
  const message = isLate ? 'takes too long to be read' : 'needs too much memory to be read';
  return badInput([{ path: 'file', message }]);
}
