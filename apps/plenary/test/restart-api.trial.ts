import { createTestBench } from '@plenary/testing';
import { drain, killUnderLauncher, roll } from './restart-api-kit.js';

const kills = 20;
const drains = 20;
const rolls = 10;
const clients = 8;
/** Contract: an API that dies is started again within this. */
const restartMs = 2_000;
/** Design, safety.md: how long an end may take. */
const endMs = 10_000;

test('an API that is killed under its launcher is back soon', async () => {
  const bench = await createTestBench();
  const waits: number[] = [];
  for (let kill = 0; kill < kills; kill += 1) waits.push(await killUnderLauncher(bench));
  await bench.close();
  console.log(
    `${String(kills)} APIs killed under a launcher: back after ${String(Math.max(...waits))} ms at most`,
  );
  expect(waits.filter((ms) => ms > restartMs)).toEqual([]);
});

test('an API that is told to end lets everybody go', async () => {
  const bench = await createTestBench();
  const times: number[] = [];
  for (let round = 0; round < drains; round += 1) {
    const { ms, ...seen } = await drain(bench);
    expect(seen).toEqual({
      underWay: '200, close',
      late: '200, close',
      ready: false,
      socket: 1001,
      status: 0,
    });
    times.push(ms);
  }
  await bench.close();
  console.log(`${String(drains)} APIs told to end: gone after ${String(Math.max(...times))} ms at most`);
  expect(times.filter((ms) => ms > endMs)).toEqual([]);
});

test('two APIs are restarted in turn under load', async () => {
  const bench = await createTestBench();
  const { sent, failed, statuses } = await roll(bench, rolls, clients);
  await bench.close();
  console.log(
    `${String(statuses.length)} restarts in turn: ${String(failed.length)} of ${String(sent)} requests failed`,
  );
  expect(failed).toEqual([]);
  expect(new Set(statuses)).toEqual(new Set([0]));
});
