import { createTestBench, describeOnBoth, eventually, withWorker, type TestBench } from '@plenary/testing';
import { inTransaction } from '@plenary/platform/database';
import { askForWork, defineJob, handle, lanes, listWork } from '@plenary/platform/queue';
import { Redis } from 'ioredis';
import { z } from 'zod';
import {
  askForEffects,
  dispatch,
  effectsOf,
  emptyQueue,
  end,
  killWhileRunning,
  killWorkers,
  poison,
  startQueueWorker,
} from './queue-kit.js';
import { effectJob, haveEffect } from './queue-worker.js';

/** How soon a worker that was killed is noticed here, and how often a job may kill one. */
const quick = JSON.stringify({ lockDuration: 2_000, stalledInterval: 1_000, mostDeaths: 2 });

describeOnBoth((settings) => {
  let bench: TestBench;
  let redis: Redis | null = null;

  beforeAll(async () => {
    bench = await createTestBench({ clock: true, settings: settings() });
    const { QUEUE_URL: url } = settings();
    if (url !== undefined) redis = new Redis(url);
  });
  afterEach(killWorkers);
  afterAll(async () => {
    redis?.disconnect();
    await bench.close();
  });

  test('work is done once each, in any number', async () => {
    const work = await askForEffects(bench, 50);
    const handler = handle(effectJob, (ctx, { name }, run) => haveEffect(ctx, name, run));
    await withWorker(bench, [handler], async () => {
      expect(await effectsOf(bench, work)).toEqual(work.map(() => 1));
    });
  });

  test('work that fails is tried again later, and stands in the list when it has failed as often as it may', async () => {
    const failing = defineJob('failing', z.object({}).strict(), { attempts: 2 });
    let runs = 0;
    const handler = handle(failing, async () => {
      runs += 1;
      throw new Error('no');
    });
    const id = await inTransaction(bench.operator, (tx) => askForWork(tx, failing, {}, null));
    const find = async () => (await listWork(bench.operator, null, 100)).find((item) => item.id === id);
    await withWorker(bench, [handler], () => eventually(async () => (await find())?.state === 'FAILED'));
    expect([runs, (await find())?.attempts]).toEqual([2, 2]);
  });

  test('work that is tried again lets go first what was not tried yet', async () => {
    const longestWait = 0.02;
    const slow = defineJob('slow', z.object({ number: z.number() }), {
      lane: 'mail',
      attempts: 2,
      longestWait,
    });
    const atOnce = lanes[slow.lane];
    const numbers = Array.from({ length: 5 * atOnce }, (_, number) => number);
    const tried: number[] = [];
    const handler = handle(slow, async (_ctx, { number }) => {
      tried.push(number);
      const [isSecond, since] = [tried.length > atOnce && tried.length <= 2 * atOnce, Date.now()];
      // Until those before it are due again, each after up to a third more.
      if (isSecond) await eventually(() => Date.now() - since > longestWait * 1_333);
      throw new Error('no');
    });
    for (const number of numbers)
      await inTransaction(bench.operator, (tx) => askForWork(tx, slow, { number }, null));
    await withWorker(bench, [handler], () => eventually(() => tried.length === 2 * numbers.length));
    expect(new Set(tried.slice(0, 3 * atOnce)).size).toBe(3 * atOnce);
  });

  test('work that is handed out twice at the same time has its effect once', async () => {
    const both = Promise.withResolvers<undefined>();
    let runs = 0;
    const handler = handle(effectJob, async (ctx, { name }, run) => {
      runs += 1;
      if (runs === 2) both.resolve(undefined);
      await both.promise;
      await haveEffect(ctx, name, run);
    });
    const work = await askForEffects(bench, 1);
    await withWorker(bench, [handler], async () => {
      await eventually(() => runs === 1);
      await emptyQueue(bench, redis);
      await bench.services.prisma.outbox.updateMany({
        where: { id: { in: work.map(({ id }) => id) } },
        data: { dispatchedAt: null },
      });
      expect(await effectsOf(bench, work)).toEqual([1]);
    });
    expect(runs).toBe(2);
  });

  test('a queue that is emptied loses nothing', async () => {
    const work = await askForEffects(bench, 20);
    await dispatch(bench, work);
    await emptyQueue(bench, redis);
    bench.setTime('2026-11-24T09:01:00Z');
    const handler = handle(effectJob, (ctx, { name }, run) => haveEffect(ctx, name, run));
    await withWorker(bench, [handler], async () => {
      expect(await effectsOf(bench, work)).toEqual(work.map(() => 1));
    });
  });

  // Four times in a row, and with the values of every day: npm run trials.
  test('work whose worker is killed with -9 is done by the next one, once', async () => {
    const { effects } = await killWhileRunning(bench, 1, { STALLING: quick });
    expect(effects).toEqual([1]);
  }, 120_000);

  test('work that kills its worker each time is given up and listed, and the others are done', async () => {
    const { killed, failure, effects } = await poison(bench, 5, { STALLING: quick });
    expect([killed, failure]).toEqual([3, 'STALLED']);
    expect(effects).toEqual([1, 1, 1, 1, 1]);
  }, 180_000);

  test('what the clock asks for is asked for once, and done once, wherever its process is killed', async () => {
    const daily = async (): Promise<number[]> => {
      const rows = await bench.services.prisma.outbox.findMany({ where: { job: 'daily' } });
      return effectsOf(
        bench,
        rows.map(({ id }) => ({ id, name: id })),
      );
    };
    // Its first time went by with the tests before, or does now.
    const first = startQueueWorker(bench, { STALLING: quick });
    await eventually(
      async () => (await bench.services.prisma.outbox.count({ where: { job: 'daily' } })) === 1,
    );
    expect(await daily()).toEqual([1]);
    await end(first);
    bench.setTime('2026-11-26T09:00:00Z');
    for (const point of ['schedule-asked', 'schedule-committed']) {
      bench.arm(point, 'kill');
      expect(await startQueueWorker(bench, { STALLING: quick }).ended).toBe('SIGKILL');
    }
    const last = startQueueWorker(bench, { STALLING: quick });
    const other = startQueueWorker(bench, { STALLING: quick });
    expect(await daily()).toEqual([1, 1]);
    await end(last);
    await end(other);
    expect(await daily()).toEqual([1, 1]);
  }, 120_000);
});
