import { createTestBench, median } from '@plenary/testing';
import { fillHall } from './hall.js';

const guests = 400;

test(`${String(guests)} guests of one address sign in, ask and read beside one who floods`, async () => {
  const bench = await createTestBench();
  const { succeeded, questions, refused, took, flood, seconds } = await fillHall(bench, {
    guests,
    atOnce: 50,
    connections: 20,
  });
  await bench.close();
  const step = (times: readonly number[]): string =>
    `${median(times).toFixed(0)} (at most ${Math.max(...times).toFixed(0)}) ms`;
  console.log(
    `a hall: ${String(succeeded)} of ${String(guests)} guests succeeded in ${seconds.toFixed(0)} s; to sign in took ` +
      `${step(took.signIn)}, to ask ${step(took.ask)}, to read ${step(took.read)}; told to wait: ` +
      `${JSON.stringify(refused)}; the flood: ${Object.entries(flood)
        .map(([answer, count]) => `${String(count)} × ${answer}`)
        .join(', ')}`,
  );
  expect([succeeded, questions]).toEqual([guests, guests]);
  expect(refused['429']).toBeUndefined();
}, 600_000);
