import { createTestBench } from '@plenary/testing';
import { throwInResolvers } from './exceptions-kit.js';

const rounds = 1_000;

test('thousands of exceptions disturb nobody else, and end no process', async () => {
  const bench = await createTestBench();
  const { failed, good, disturbed, left, ended } = await throwInResolvers(bench, rounds);
  await bench.close();
  const kinds = Object.entries(failed).map(([kind, count]) => `${String(count)} ${kind}`);
  console.log(
    `exceptions: ${kinds.join(', ')}; ${String(disturbed.length)} of ${String(good)} good requests disturbed`,
  );
  expect({ disturbed, left, ended }).toEqual({ disturbed: [], left: 0, ended: null });
  expect(Object.values(failed)).toEqual(Array.from({ length: 5 }, () => rounds));
});
