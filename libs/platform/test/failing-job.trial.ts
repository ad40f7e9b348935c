import { createTestBench } from '@plenary/testing';
import { failBeside } from './failing-job-kit.js';

const counts = { failing: 100, others: 1_000, tries: 8 };

test('jobs that always fail do not delay others', async () => {
  const alone = await createTestBench();
  const undisturbed = await failBeside(alone, { ...counts, failing: 0 });
  await alone.close();
  const bench = await createTestBench();
  const { attempts, seen, doneBefore, slowestMs } = await failBeside(bench, counts);
  await bench.close();
  console.log(
    `${String(counts.failing)} jobs failed ${String(counts.tries)} times each: ` +
      `${String(doneBefore)} of ${String(counts.others)} others done meanwhile, the slowest in ${String(slowestMs)} ms ` +
      `(${String(undisturbed.slowestMs)} ms without the failing ones)`,
  );
  expect(new Set(attempts)).toEqual(new Set([counts.tries]));
  expect(seen).toEqual(['FAILED: Error']);
  expect(doneBefore).toBe(counts.others);
  // What the failing runs themselves take of the worker, and no wait for their next.
  expect(slowestMs).toBeLessThanOrEqual(undisturbed.slowestMs * 2 + 2_000);
});
