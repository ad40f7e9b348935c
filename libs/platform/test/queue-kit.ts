import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomUUID } from 'node:crypto';
import { inTransaction } from '@plenary/platform/database';
import { askForWork } from '@plenary/platform/queue';
import { Dispatcher } from '@plenary/platform/worker';
import { eventually, startChild, type TestBench, type TestChild } from '@plenary/testing';
import { effectJob, poisonJob } from './queue-worker.js';

/** Hands all work that waits to the queue, and does none. */
export async function dispatch(bench: TestBench, work: readonly Effect[]): Promise<void> {
  const dispatcher = new Dispatcher(bench.services, bench.database.url, []);
  dispatcher.start();
  const ids = work.map(({ id }) => id);
  await eventually(
    async () =>
      (await bench.services.prisma.outbox.count({ where: { id: { in: ids }, dispatchedAt: null } })) === 0,
  );
  await dispatcher.stop();
}

const workers = new Set<TestChild>();

/** Ends what a test that failed has left. */
export async function killWorkers(): Promise<void> {
  for (const worker of workers) {
    worker.process.kill('SIGKILL');
    await worker.ended;
  }
  workers.clear();
}

/** A worker process with the jobs of queue-worker.ts. */
export function startQueueWorker(
  bench: TestBench,
  settings: Readonly<Record<string, string>> = {},
): TestChild {
  const worker = startChild(
    process.execPath,
    [fileURLToPath(new URL('./queue-worker.ts', import.meta.url))],
    {
      cwd: mkdtempSync(join(tmpdir(), 'plenary-cwd-')),
      env: { NODE_NO_WARNINGS: '1', ...bench.settings, ...settings },
    },
  );
  workers.add(worker);
  return worker;
}

/** Ends it as an operator does. */
export async function end(worker: TestChild): Promise<void> {
  await worker.waitFor(/working/);
  worker.process.kill('SIGTERM');
  const how = await worker.ended;
  if (how !== 0) throw new Error(`It ended with ${String(how)}:\n${worker.output()}`);
}

/** Work with one effect. */
export interface Effect {
  readonly id: string;
  readonly name: string;
}

export async function askForEffects({ operator }: TestBench, count: number): Promise<Effect[]> {
  return inTransaction(operator, async (tx) => {
    const asked: Effect[] = [];
    for (let index = 0; index < count; index += 1) {
      const name = randomUUID();
      asked.push({ name, id: askForWork(tx, effectJob, { name }, null) });
    }
    return asked;
  });
}

async function isDone({ services }: TestBench, id: string): Promise<boolean> {
  return (await services.prisma.outbox.findUniqueOrThrow({ where: { id } })).doneAt !== null;
}

/** Waits until each is done. @returns how often each has had its effect */
export async function effectsOf(bench: TestBench, work: readonly Effect[]): Promise<number[]> {
  const counts: number[] = [];
  for (const { id, name } of work) {
    await eventually(() => isDone(bench, id), 120_000);
    counts.push(await bench.services.prisma.clientKey.count({ where: { actorId: name } }));
  }
  return counts;
}

/** Loses all jobs, as when Redis is emptied. */
export async function emptyQueue(bench: TestBench, redis: { flushall(): Promise<unknown> } | null) {
  if (redis === null) await bench.services.pool.query('TRUNCATE bullmq.job CASCADE');
  else await redis.flushall();
}

/**
 * Kills workers while they run one job, then lets one finish it.
 * @returns how often it had its effect, and for each kill the seconds until the job ran again, a start included
 */
export async function killWhileRunning(
  bench: TestBench,
  kills: number,
  settings: Readonly<Record<string, string>> = {},
): Promise<{ effects: number[]; seconds: string[] }> {
  const work = await askForEffects(bench, 1);
  const seconds: string[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    bench.arm('effect-started', 'kill');
    const started = performance.now();
    const worker = startQueueWorker(bench, settings);
    const how = await worker.ended;
    if (how !== 'SIGKILL') throw new Error(`It ended with ${String(how)}:\n${worker.output()}`);
    if (kill > 0) seconds.push(((performance.now() - started) / 1_000).toFixed(1));
  }
  const started = performance.now();
  const last = startQueueWorker(bench, settings);
  const effects = await effectsOf(bench, work);
  seconds.push(((performance.now() - started) / 1_000).toFixed(1));
  await end(last);
  return { effects, seconds };
}

/**
 * Has a job that kills its process each time, and beside it others that don't, and starts a worker whenever one died.
 * @returns how many workers it killed, its row at the end, and how many of the others were done before that
 */
export async function poison(
  bench: TestBench,
  others: number,
  settings: Readonly<Record<string, string>> = {},
) {
  const { prisma } = bench.services;
  const id = await inTransaction(bench.operator, (tx) => askForWork(tx, poisonJob, {}, null));
  const beside = await askForEffects(bench, others);
  const failed = async (): Promise<boolean> =>
    (await prisma.outbox.findUniqueOrThrow({ where: { id } })).failedAt !== null;
  let killed = 0;
  for (;;) {
    const worker = startQueueWorker(bench, settings);
    const how = await Promise.race([worker.ended, eventually(failed, 600_000)]);
    if (how === 'SIGKILL') {
      killed += 1;
      continue;
    }
    const { failure, attempts } = await prisma.outbox.findUniqueOrThrow({ where: { id } });
    const names = beside.map(({ name }) => name);
    const doneBefore = await prisma.clientKey.count({ where: { actorId: { in: names } } });
    const effects = await effectsOf(bench, beside);
    await end(worker);
    return { killed, failure, attempts, doneBefore, effects };
  }
}
