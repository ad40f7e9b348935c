import { createTestBench, type TestBench } from '@plenary/testing';
import { breakOutbox, throwInResolvers } from './exceptions-kit.js';

let bench: TestBench;

beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(() => bench.close());

test('an exception fails its own request, in whatever way it is asked for, and nothing else', async () => {
  const rounds = 10;
  expect(await throwInResolvers(bench, rounds)).toEqual({
    failed: {
      'query: INTERNAL': rounds,
      'page: status 500': rounds,
      'feed: status 500': rounds,
      'mutation: INTERNAL': rounds,
      'collision: unavailable': rounds,
    },
    good: 3 * rounds,
    disturbed: [],
    left: 0,
    collisions: 4 * rounds,
    subscriptions: [expect.stringContaining('"message":"Something went wrong on our side."'), null],
    ended: null,
  });
}, 120_000);

test('an exception in a timer of the worker is got over', async () => {
  expect(await breakOutbox(bench)).toBe(true);
}, 120_000);
