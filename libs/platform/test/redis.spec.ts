import { createRedis, createTestBench, describeOnRedis, eventually, withWorker } from '@plenary/testing';
import { handle } from '@plenary/platform/queue';
import { askForEffects, effectsOf, end, killWorkers, startQueueWorker } from './queue-kit.js';
import { effectJob, haveEffect } from './queue-worker.js';

const handler = handle(effectJob, (ctx, { name }, run) => haveEffect(ctx, name, run));

/** What a process has logged. */
function logged(
  output: string,
): { readonly level: string; readonly msg: string; readonly reason?: string }[] {
  return output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}

afterEach(killWorkers);

describeOnRedis('Redis', (redis) => {
  test('may go away and come back empty: work asked for meanwhile is done once, by the same processes', async () => {
    const bench = await createTestBench({ settings: { QUEUE_URL: redis().url } });
    const worker = startQueueWorker(bench, { LOG_LEVEL: 'info' });
    expect(await effectsOf(bench, await askForEffects(bench, 3))).toEqual([1, 1, 1]);
    for (let time = 0; time < 2; time += 1) {
      await redis().kill();
      const work = await askForEffects(bench, 3);
      await eventually(() => /could not be dispatched/.test(worker.output()));
      await redis().start();
      expect(await effectsOf(bench, work)).toEqual([1, 1, 1]);
    }
    await end(worker);
    // Each kind of trouble once for each of the four connections, however long it took.
    const troubles = logged(worker.output()).filter(({ level }) => level === 'warn');
    const away = troubles.filter(({ reason }) => reason?.includes('ECONNREFUSED') === true);
    expect(away.map(({ msg }) => msg).toSorted()).toEqual([
      'the connection for live updates broke',
      'the queue is away',
      'the queue is away',
    ]);
    await bench.close();
  }, 120_000);

  test('may be away when processes start and when they stop', async () => {
    await redis().kill();
    const bench = await createTestBench({ settings: { QUEUE_URL: redis().url } });
    const work = await askForEffects(bench, 1);
    await withWorker(bench, [handler], () => Promise.resolve());
    await withWorker(bench, [handler], async () => {
      await redis().start();
      expect(await effectsOf(bench, work)).toEqual([1]);
      await redis().kill();
    });
    await bench.close();
    await redis().start();
  });

  test('that forgets keys when its memory is full is warned of', async () => {
    const forgetful = await createRedis();
    await forgetful.start('--maxmemory', '50mb', '--maxmemory-policy', 'allkeys-lru');
    const bench = await createTestBench({ settings: { QUEUE_URL: forgetful.url } });
    const worker = startQueueWorker(bench, { LOG_LEVEL: 'info' });
    await eventually(() =>
      logged(worker.output()).some(
        ({ msg }) => msg === 'QUEUE_URL: the maxmemory-policy of Redis should be noeviction',
      ),
    );
    await end(worker);
    await bench.close();
    await forgetful.kill();
  });

  test('has a password that stands in no log, also where it is refused', async () => {
    const guarded = await createRedis('correct-horse');
    await guarded.start();
    const wrong = guarded.url.replace('correct', 'wrong');
    const bench = await createTestBench({ settings: { QUEUE_URL: wrong } });
    const refused = startQueueWorker(bench, { LOG_LEVEL: 'debug' });
    await refused.waitFor(/WRONGPASS/);
    const work = await askForEffects(bench, 1);
    const worker = startQueueWorker(bench, { QUEUE_URL: guarded.url, LOG_LEVEL: 'debug' });
    expect(await effectsOf(bench, work)).toEqual([1]);
    await end(worker);
    await end(refused);
    expect(refused.output() + worker.output()).not.toContain('horse');
    await bench.close();
    await guarded.kill();
  });
});
