import { createTestBench } from '@plenary/testing';
import { fillHall } from './hall.js';

test('guests of one address sign in, ask and read beside one who floods', async () => {
  const bench = await createTestBench();
  const { succeeded, questions, refused } = await fillHall(bench, { guests: 10, atOnce: 5, connections: 2 });
  await bench.close();
  expect([succeeded, questions, refused['429']]).toEqual([10, 10, undefined]);
});
