import { createTestBench, type TestBench } from '@plenary/testing';
import { drain, roll } from './restart-api-kit.js';

let bench: TestBench;

beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(() => bench.close());

test('an API that is told to end answers what is under way, sends its callers elsewhere, and closes sockets', async () => {
  const { ms: _ms, ...seen } = await drain(bench);
  expect(seen).toEqual({ underWay: '200, close', late: '200, close', ready: false, socket: 1001, status: 0 });
}, 120_000);

test('two APIs are restarted in turn without a request that fails', async () => {
  const { failed, statuses } = await roll(bench, 1, 2);
  expect({ failed, statuses }).toEqual({ failed: [], statuses: [0, 0] });
}, 180_000);
