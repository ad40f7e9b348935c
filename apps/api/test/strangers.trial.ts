import { once } from 'node:events';
import { publish } from '@plenary/platform/database';
import { createTestBench, median, startApiProcess, type TestBench } from '@plenary/testing';
import { z } from 'zod';
import { aGoodClient } from './good-client.js';
import { aStage, stage } from './live-classes.js';
import { startOwnProcess } from './own-process.js';

const sockets = 250;
const onEach = 50;
const alone = 10_000;
const warmUp = 2;
const changesMs = 1_000;

const mean = (times: readonly number[]): number => times.reduce((sum, time) => sum + time, 0) / times.length;

let bench: TestBench;
let changes: NodeJS.Timeout | undefined;

beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(async () => {
  clearInterval(changes);
  await bench.close();
});

test(`a good client beside ${String(sockets)} sockets of ${String(onEach)} subscriptions each, all different`, async () => {
  const { ctx, sessionId } = await aStage(bench);
  const api = await startApiProcess(bench);
  const good = aGoodClient(api.url, ctx.event.slug);
  // The session goes on all the while: each change is read and sent.
  changes = setInterval(() => {
    publish(ctx, `session:${sessionId}`);
  }, changesMs);
  for (let round = 0; round < warmUp; round += 1) await good.times(alone);
  const before = await good.times(alone);
  const crowd = await startOwnProcess(new URL('./crowd.ts', import.meta.url));
  const told = once(crowd.process, 'message');
  crowd.process.send({ url: api.url, document: stage, id: sessionId, sockets, onEach });
  const [counts] = await told;
  const { followed, refused } = z.object({ followed: z.int(), refused: z.int() }).parse(counts);
  const beside = await good.times(alone);
  crowd.process.send('end');
  await crowd.ended;
  const [one, two] = [mean(before), mean(beside)];
  console.log(
    `strangers: ${String(followed)} subscriptions followed, ${String(refused)} refused; a good client took ` +
      `${one.toFixed(2)} ms before and ${two.toFixed(2)} ms beside them (means of ${String(alone)}; medians ${median(before).toFixed(2)} and ${median(beside).toFixed(2)} ms)`,
  );
  expect(followed + refused).toBe(sockets * onEach);
  expect(followed).toBeLessThanOrEqual(50);
  expect(two).toBeLessThan(one * 2);
}, 600_000);
