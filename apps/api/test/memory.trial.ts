import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import {
  aReleasedEvent,
  createTestBench,
  signedIn,
  startApiProcess,
  type ApiProcess,
  type TestBench,
  type TestChild,
} from '@plenary/testing';
import { z } from 'zod';
import { startOwnProcess } from './own-process.js';

const warmUpMinutes = 7;
const minutes = 10;
const perSecond = 70;
const sockets = 300;
/** How much a process that is warm may grow, in MB a minute. */
const growth = 0.3;

/** The least of each minute: what is left when garbage was collected. */
interface Floor {
  readonly resident: number;
  readonly heap: number;
}

/** By least squares, a minute. */
function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const [above, below] = values.reduce<readonly [number, number]>(
    ([up, down], value, at) => [up + (at - middle) * (value - mean), down + (at - middle) ** 2],
    [0, 0],
  );
  return above / below;
}

let bench: TestBench;
let api: ApiProcess | undefined;
let load: TestChild | undefined;

beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(async () => {
  for (const child of [load, api?.child]) {
    child?.process.kill('SIGKILL');
    await child?.ended;
  }
  await bench.close();
});

test(`memory of an API over ${String(warmUpMinutes + minutes)} minutes of mixed load`, async () => {
  const ctx = await aReleasedEvent(bench.operator);
  const session = await ctx.db.session.findFirstOrThrow({ where: { eventId: ctx.event.id, key: 'panel' } });
  const staff = await signedIn(bench, 'ORGANISER', ctx);
  api = await startApiProcess(bench);
  load = await startOwnProcess(new URL('./mixed-load.ts', import.meta.url));
  load.process.send({
    url: api.url,
    slug: ctx.event.slug,
    sessionId: session.id,
    staff,
    perSecond,
    sockets,
  });
  const floors: Floor[] = [];
  for (let minute = 0; minute < warmUpMinutes + minutes; minute += 1) {
    let floor: Floor = { resident: Infinity, heap: Infinity };
    const end = Date.now() + 60_000;
    while (Date.now() < end) {
      await pause(2_000);
      const heap = (await api.figure('nodejs_heap_size_used_bytes')) / 1e6;
      floor = { resident: Math.min(floor.resident, api.memory()), heap: Math.min(floor.heap, heap) };
    }
    if (load.process.exitCode !== null) throw new Error(load.output());
    floors.push(floor);
    console.log(
      `minute ${String(minute + 1)}: ${floor.resident.toFixed(0)} MB resident, heap ${floor.heap.toFixed(1)} MB`,
    );
  }
  if (load.process.exitCode !== null) throw new Error(load.output());
  const told = once(load.process, 'message');
  load.process.send('end');
  const {
    statuses,
    sockets: came,
    refused,
  } = z
    .object({ statuses: z.record(z.string(), z.int()), sockets: z.int(), refused: z.int() })
    .parse((await told)[0]);
  const warm = floors.slice(warmUpMinutes);
  const [resident, heap] = [slope(warm.map((one) => one.resident)), slope(warm.map((one) => one.heap))];
  console.log(
    `memory: ${resident.toFixed(2)} MB a minute resident and ${heap.toFixed(2)} MB of heap (floors of the last ` +
      `${String(minutes)} minutes); ${String(came)} sockets, ${String(refused)} refused; answers ${JSON.stringify(statuses)}`,
  );
  expect(Object.keys(statuses).filter((status) => !['200', '400', '404', '503'].includes(status))).toEqual(
    [],
  );
  expect(refused).toBe(0);
  expect(resident).toBeLessThanOrEqual(growth);
  expect(heap).toBeLessThanOrEqual(growth);
}, 1_800_000);
