import { createTestBench } from '@plenary/testing';
import { killAfterCommit } from './kill-api-kit.js';

const rounds = 200;
/** Design, safety.md: how soon the work must have begun. */
const patienceMs = 10_000;

test('an API killed after commit, before dispatch, loses nothing', async () => {
  const bench = await createTestBench();
  const { kills, kept, waits } = await killAfterCommit(bench, rounds);
  const longest = Math.max(...waits);
  console.log(
    `${String(kills)} kills after commit: ${String(kept)} done once, work began at most ${String(longest)} ms after the restart`,
  );
  expect([kills, kept]).toEqual([rounds, rounds]);
  expect(longest).toBeLessThanOrEqual(patienceMs);
  await bench.close();
});
