import { inTransaction } from '@plenary/platform/database';
import { askForWork, defineJob, listWork, handle, type JobType } from '@plenary/platform/queue';
import { eventually, withWorker, type TestBench } from '@plenary/testing';
import { z } from 'zod';

export interface Beside {
  /** How often each failing job was tried. */
  readonly attempts: readonly number[];
  /** The failing jobs as staff see them, each state and reason once. */
  readonly seen: readonly string[];
  /** Other jobs that were done before the first failing one was given up. */
  readonly doneBefore: number;
  /** From being asked for to being done, of the slowest of the others. */
  readonly slowestMs: number;
}

const payload = z.object({ number: z.number() });

/**
 * Asks for jobs that always fail, more than a worker runs at once, and for others among them.
 * @param tries of each failing job
 */
export async function failBeside(
  bench: TestBench,
  { failing, others, tries }: { failing: number; others: number; tries: number },
): Promise<Beside> {
  const [bad, good] = [defineJob('always-fails', payload, { attempts: tries }), defineJob('works', payload)];
  const attempts = Array.from({ length: failing }, () => 0);
  const handlers = [
    handle(bad, async (_ctx, { number }) => {
      attempts[number] = (attempts[number] ?? 0) + 1;
      throw new Error('someone@example.org can not be reached');
    }),
    handle(good, async () => undefined),
  ];
  const ask = (job: JobType<z.output<typeof payload>>, count: number): Promise<string[]> =>
    Promise.all(
      Array.from({ length: count }, (_, number) =>
        inTransaction(bench.operator, (tx) => askForWork(tx, job, { number }, null)),
      ),
    );
  const { outbox } = bench.services.prisma;
  const isOver = async (): Promise<boolean> =>
    (await outbox.count({ where: { OR: [{ failedAt: { not: null } }, { doneAt: { not: null } }] } })) ===
    failing + others;
  await withWorker(bench, handlers, async () => {
    await ask(bad, failing);
    await ask(good, others);
    await eventually(isOver, 1_000 * 2 ** (tries + 1) + 60_000);
  });
  const failed = await outbox.findMany({ where: { job: bad.name } });
  const done = await outbox.findMany({ where: { job: good.name } });
  const firstGivenUp = Math.min(...failed.map(({ failedAt }) => failedAt?.getTime() ?? Infinity));
  const seen = await listWork(bench.operator, null, failing + others);
  return {
    attempts,
    seen: [...new Set(seen.map(({ state, failure }) => `${state}: ${String(failure)}`))],
    doneBefore: done.filter(({ doneAt }) => doneAt !== null && doneAt.getTime() < firstGivenUp).length,
    slowestMs: Math.max(
      ...done.map(({ createdAt, doneAt }) => (doneAt?.getTime() ?? Infinity) - createdAt.getTime()),
    ),
  };
}
