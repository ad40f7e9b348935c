import type { TestBench } from '@plenary/testing';
import { aQuickBench, forceDeadlocks, forceSerialisationFailures } from './deadlock-kit.js';

let bench: TestBench;

beforeAll(async () => {
  bench = await aQuickBench();
});
afterAll(() => bench.close());

test.each([
  ['a deadlock', forceDeadlocks],
  ['a serialisation failure', forceSerialisationFailures],
])('after %s the caller sees success, and each change is made once', async (_what, force) => {
  const { ended, succeeded, counts } = await force(bench, 6);
  expect([succeeded, counts]).toEqual([12, [12, 12]]);
  // The database may end both.
  expect(ended).toBeGreaterThanOrEqual(6);
});
