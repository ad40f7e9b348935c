import { createTestBench, type TestBench } from '@plenary/testing';
import { backOffOf } from '@plenary/platform/http';

let bench: TestBench;

beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(() => bench.close());

test('few who are turned away come again soon; a crowd spreads over half a minute', () => {
  const backOff = backOffOf(bench.services);
  const few = Array.from({ length: 50 }, () => backOff.seconds());
  expect(few).toEqual(Array(50).fill(2));
  const crowd = Array.from({ length: 5_000 }, () => backOff.seconds());
  expect(Math.max(...crowd)).toBeLessThanOrEqual(30);
  const last = crowd.slice(-2_000);
  const inTenSeconds = last.filter((seconds) => seconds < 12).length;
  // Evenly from 2 s to 30 s: a third of them, give or take.
  expect(inTenSeconds).toBeGreaterThan(500);
  expect(inTenSeconds).toBeLessThan(900);
});
