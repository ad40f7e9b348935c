import { exhaustPool } from './pool-exhausted-kit.js';

const clients = 50;
const holdMs = 15_000;
/** Design, safety.md: a refusal, and the recovery. */
const patienceMs = 2_000;

test('with every connection taken under load', async () => {
  const { statuses, slowestMs, life, holders, recoveredMs } = await exhaustPool(clients, holdMs);
  const count = Object.values(statuses).reduce((sum, times) => sum + times, 0);
  console.log(
    `${String(count)} requests while every connection was taken: refused within ${String(slowestMs)} ms, ` +
      `alive ${JSON.stringify(life)}, recovered in ${String(recoveredMs)} ms, holders ${JSON.stringify(holders)}`,
  );
  expect(Object.keys(statuses).filter((line) => !line.endsWith(': 503, again in a while'))).toEqual([]);
  expect(Object.keys(life)).toEqual(['200']);
  expect(holders).toEqual({ '200': 10 });
  expect(slowestMs).toBeLessThanOrEqual(patienceMs);
  expect(recoveredMs).toBeLessThanOrEqual(patienceMs);
});
