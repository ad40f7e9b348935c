import { createTestBench, type TestBench } from '@plenary/testing';
import { startCourse } from './live-course.js';

let bench: TestBench;

beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(() => bench.close());

// Ten thousand updates, and clients that stop to read: npm run trials.
test('followers miss nothing and see nothing twice while their servers are killed and restarted', async () => {
  const course = await startCourse(bench, { hall: 4, desk: 2 });
  await course.step();
  await course.arrived();
  const restarts = async () => {
    await course.restart(0, 'SIGKILL');
    await course.restart(1, 'SIGTERM');
  };
  let restarted = false;
  const restarting = restarts().then(() => {
    restarted = true;
  });
  while (!restarted) await course.step();
  await restarting;
  await course.step();
  await course.arrived();
  expect(course.followers.flatMap(({ faults }) => faults)).toEqual([]);
  expect(course.followers.every(({ connections }) => connections > 1)).toBe(true);
  await course.close();
}, 120_000);
