import { createTestBench, type TestBench } from '@plenary/testing';
import { isFlat, watchMemory } from './memory.js';

const watch = { warmUp: 5, settle: 2, rounds: 10, roundMs: 60_000, perSecond: 70, sockets: 300 };
const minutes = watch.warmUp + watch.settle + watch.rounds;
/** How much a process that is warm may grow, in MB a minute. */
const most = 0.3;

let bench: TestBench;

beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(() => bench.close());

test(`memory of an API over ${String(minutes)} minutes of mixed load`, async () => {
  const { growth, statuses, came, refused } = await watchMemory(bench, watch);
  console.log(
    `memory: ${growth.resident.toFixed(2)} MB a minute resident and ${growth.heap.toFixed(2)} MB of heap (floors of the ` +
      `last ${String(watch.rounds)} minutes), ${growth.kept.toFixed(2)} MB a minute kept when all garbage is collected; ` +
      `${String(came)} sockets, ${String(refused)} refused; answers ${JSON.stringify(statuses)}`,
  );
  expect(Object.keys(statuses).filter((status) => !['200', '400', '404', '503'].includes(status))).toEqual(
    [],
  );
  expect(refused).toBe(0);
  expect({ ...growth, isFlat: isFlat(growth, most) }).toEqual({ ...growth, isFlat: true });
  expect(growth.heap).toBeLessThanOrEqual(most);
}, 1_800_000);
