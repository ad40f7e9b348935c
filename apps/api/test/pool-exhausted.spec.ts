import { exhaustPool } from './pool-exhausted-kit.js';

test('with every connection taken each request is told when to come again, and all is well after it', async () => {
  const { statuses, life, holders } = await exhaustPool(1, 0);
  const refused = Object.keys(statuses).map((line) => line.replace(/^.*: /, ''));
  expect(refused).toEqual(Array.from({ length: 10 }, () => '503, again in a while'));
  expect(life).toEqual({ '200': 1 });
  expect(holders).toEqual({ '200': 10 });
});
