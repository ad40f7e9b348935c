import { createTestBench, type TestBench } from '@plenary/testing';
import { startCourse, type Course } from './live-course.js';
import { besiege, kinds, type Outcome } from './slow-clients.js';

const updates = 10_000;
const audience = { hall: 24, desk: 8 };
const stopped = 20;

let bench: TestBench;
let course: Course;

beforeAll(async () => {
  bench = await createTestBench();
  course = await startCourse(bench, audience);
});
afterAll(async () => {
  await course.close();
  await bench.close();
});

async function until(share: number): Promise<void> {
  while (course.updates() < updates * share) await course.step();
}

/** Goes on while something happens. */
async function during(happening: Promise<unknown>): Promise<void> {
  let over = false;
  const ended = happening.finally(() => {
    over = true;
  });
  while (!over) await course.step();
  await ended;
}

test(`${String(updates)} updates through processes that die, with clients that stop reading`, async () => {
  const memory = (): string => course.processes.map((one) => one.memory().toFixed(0)).join(' and ');
  await until(0.1);
  const before = memory();

  const outcomes: Outcome[] = [];
  const chosen = kinds.filter(({ name }) => /read/.test(name));
  const target = { longPath: '/', sessionId: course.sessionId };
  for (const process of course.processes)
    await during(
      besiege(process, target, { each: stopped, chosen }).then((found) => outcomes.push(...found)),
    );
  const withStopped = memory();

  await until(0.4);
  await during(course.restart(0, 'SIGKILL'));
  await until(0.5);
  // Nobody is told of what this process does last.
  bench.arm('publish-topics', 'kill');
  await course.step();
  await course.arrived();
  await during(course.restart(0, 'SIGKILL'));
  await until(0.6);
  await bench.services.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'plenary live' AND datname = current_database()`,
  );
  await until(0.8);
  await during(course.restart(1, 'SIGTERM'));
  await until(1);
  await course.arrived();

  const { followers } = course;
  const faults = followers.flatMap((follower) => follower.faults);
  const sum = (of: (follower: (typeof followers)[number]) => number): string =>
    String(followers.reduce((total, follower) => total + of(follower), 0));
  console.log(
    `${String(course.updates())} updates to ${String(followers.length)} followers: ${sum(({ messages }) => messages)} states over ` +
      `${sum(({ connections }) => connections)} connections, ${String(faults.length)} gaps, doubles or steps back`,
  );
  for (const { name, clients, cutAfter } of outcomes)
    console.log(`${String(clients)} × ${name}: cut off after ${String(cutAfter)} s`);
  console.log(
    `memory of the processes: ${before} MB before, ${withStopped} MB after those, ${memory()} MB at the end`,
  );
  expect(faults).toEqual([]);
  expect(outcomes.filter(({ cutAfter }) => cutAfter === null || cutAfter > 30)).toEqual([]);
});
