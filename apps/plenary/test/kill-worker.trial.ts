import { setTimeout as pause } from 'node:timers/promises';
import { createTestBench, type TestBench } from '@plenary/testing';
import { seededRandom } from '../src/demo/seeded-random.js';
import { startWorker } from './kit.js';
import { anApprovedEdition, finishesOnce, publishEdition, seenByThePublic } from './publication-kit.js';

/** Every place where a publication can be cut. */
const points = [
  'publish-model',
  'publish-model-stored',
  'publish-html',
  'publish-html-stored',
  'publish-pdf',
  'publish-pdf-stored',
  'publish-manifest',
  'publish-manifest-stored',
  'publish-visible',
  'publish-visible-uncommitted',
  'publish-done',
];
const randomMoments = 50;
const seed = 20_261_124;

let bench: TestBench;

beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(() => bench.close());

test.each(points)('killed at %s', async (point) => {
  const { ctx, editionId, version } = await anApprovedEdition(bench);
  bench.arm(point, 'kill');
  const first = startWorker(bench);
  await publishEdition(ctx, { editionId, version });
  expect(await first.ended).toBe('SIGKILL');
  // Either the old state or the whole edition: `seenByThePublic` fails at anything between.
  await seenByThePublic(ctx);
  const second = startWorker(bench);
  await finishesOnce(ctx, editionId);
  second.process.kill('SIGKILL');
  await second.ended;
});

test(`killed at ${String(randomMoments)} random moments`, async () => {
  const random = seededRandom(seed);
  const moments = Array.from({ length: 200 }, (_, index) => index * 5);
  let before = 0;
  for (let round = 0; round < randomMoments; round += 1) {
    const { ctx, editionId, version } = await anApprovedEdition(bench);
    const worker = startWorker(bench);
    await publishEdition(ctx, { editionId, version });
    await pause(600 + random.pick(moments));
    worker.process.kill('SIGKILL');
    await worker.ended;
    if ((await seenByThePublic(ctx)) === 'nothing') before += 1;
    const next = startWorker(bench);
    await finishesOnce(ctx, editionId);
    next.process.kill('SIGKILL');
    await next.ended;
  }
  console.log(
    `${String(randomMoments)} kills: ${String(before)} left the old state, ${String(randomMoments - before)} the whole edition`,
  );
});
