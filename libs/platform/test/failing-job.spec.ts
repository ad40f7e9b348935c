import { createTestBench } from '@plenary/testing';
import { failBeside } from './failing-job-kit.js';

test('jobs that always fail are given up and shown, and others are done meanwhile', async () => {
  const bench = await createTestBench();
  const { slowestMs: _slowestMs, ...beside } = await failBeside(bench, { failing: 8, others: 20, tries: 3 });
  await bench.close();
  expect(beside).toEqual({
    attempts: Array.from({ length: 8 }, () => 3),
    seen: ['FAILED: Error'],
    doneBefore: 20,
  });
});
