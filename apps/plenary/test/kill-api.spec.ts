import { createTestBench } from '@plenary/testing';
import { killAfterCommit } from './kill-api-kit.js';

test('what an API committed before it was killed is done, once', async () => {
  const bench = await createTestBench();
  const { kills, kept } = await killAfterCommit(bench, 5);
  expect([kills, kept]).toEqual([5, 5]);
  await bench.close();
}, 120_000);
