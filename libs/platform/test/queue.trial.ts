import { setTimeout as pause } from 'node:timers/promises';
import { createTestBench, describeOnBoth, describeOnRedis, type TestBench } from '@plenary/testing';
import { Redis } from 'ioredis';
import {
  askForEffects,
  effectsOf,
  emptyQueue,
  end,
  killWhileRunning,
  killWorkers,
  poison,
  startQueueWorker,
} from './queue-kit.js';

afterEach(killWorkers);

describeOnBoth((settings) => {
  let bench: TestBench;
  let redis: Redis | null = null;

  beforeAll(async () => {
    bench = await createTestBench({ settings: settings() });
    const { QUEUE_URL: url } = settings();
    if (url !== undefined) redis = new Redis(url);
  });
  afterAll(async () => {
    redis?.disconnect();
    await bench.close();
  });

  test('work whose worker is killed four times in a row is done by the fifth, once', async () => {
    const { effects, seconds } = await killWhileRunning(bench, 4);
    expect(effects).toEqual([1]);
    console.log(`ran again after ${seconds.join(', ')} s, the start of a worker included`);
  });

  test('work that kills its worker each time is given up, and keeps none of the others', async () => {
    const started = performance.now();
    const { killed, failure, doneBefore, effects } = await poison(bench, 20);
    expect([killed, failure]).toEqual([9, 'STALLED']);
    expect([doneBefore, effects]).toEqual([20, effects.map(() => 1)]);
    console.log(`${String(killed)} kills in ${((performance.now() - started) / 1_000).toFixed(0)} s`);
  });

  test('a queue emptied again and again while two workers work: all is done once', async () => {
    const workers = [startQueueWorker(bench), startQueueWorker(bench)];
    for (const worker of workers) await worker.waitFor(/working/);
    const work = await askForEffects(bench, 1_000);
    for (let time = 0; time < 10; time += 1) {
      await emptyQueue(bench, redis);
      const ids = work.map(({ id }) => id);
      await bench.services.prisma.outbox.updateMany({
        where: { id: { in: ids }, doneAt: null },
        data: { dispatchedAt: null },
      });
      await pause(50);
    }
    expect(new Set(await effectsOf(bench, work))).toEqual(new Set([1]));
    for (const worker of workers) await end(worker);
  });
});

describeOnRedis('Redis killed', (redis) => {
  test('ten times while work is asked for and done: all is done once, by the same process', async () => {
    const bench = await createTestBench({ settings: { QUEUE_URL: redis().url } });
    const worker = startQueueWorker(bench);
    await worker.waitFor(/working/);
    const work = [];
    for (let time = 0; time < 10; time += 1) {
      work.push(...(await askForEffects(bench, 100)));
      await pause(100 + time * 20);
      await redis().kill();
      work.push(...(await askForEffects(bench, 10)));
      await redis().start();
    }
    const effects = await effectsOf(bench, work);
    expect([effects.length, new Set(effects)]).toEqual([1_100, new Set([1])]);
    await end(worker);
    await bench.close();
  });
});
