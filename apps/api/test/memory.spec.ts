import { createTestBench, startApiProcess, type TestBench } from '@plenary/testing';
import { evaluateIn, keptBy, openToInspection } from './kept-memory.js';
import { isFlat, watchMemory } from './memory.js';

let bench: TestBench;

beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(() => bench.close());

// Over 17 minutes: npm run trials.
test('the memory of an API is watched under mixed load', async () => {
  const watch = { warmUp: 1, settle: 1, rounds: 3, roundMs: 1_000, perSecond: 20, sockets: 5 };
  const { growth, statuses, came } = await watchMemory(bench, watch);
  expect(Object.values(growth).every(Number.isFinite)).toBe(true);
  expect(Object.keys(statuses)).toEqual(expect.arrayContaining(['200', '404']));
  expect(came).toBeGreaterThanOrEqual(watch.sockets);
});

test('what a process keeps is counted, objects and buffers, and what it has dropped is not', async () => {
  const { child } = await startApiProcess(bench, openToInspection);
  const made = {
    dropped: 'Array.from({ length: 1_000_000 }, () => ({}))',
    objects: 'globalThis.objects = Array.from({ length: 1_000_000 }, () => ({}))',
    buffers: 'globalThis.buffers = Buffer.alloc(50_000_000, 1)',
  };
  const grew: Record<string, boolean> = {};
  for (const [name, expression] of Object.entries(made)) {
    const before = await keptBy(child);
    await evaluateIn(child, expression);
    grew[name] = (await keptBy(child)) - before > 20;
  }
  child.process.kill('SIGKILL');
  await child.ended;
  expect(grew).toEqual({ dropped: false, objects: true, buffers: true });
});

test.each([
  ['neither grows', { resident: 0.3, kept: -1 }, true],
  ['it has room that it keeps nothing in', { resident: 0.6, kept: 0.3 }, true],
  ['what it keeps fits into the room that it had', { resident: -1, kept: 0.4 }, true],
  ['it grows by what it keeps', { resident: 0.31, kept: 0.31 }, false],
])('memory is judged where %s', (_what, growth, expected) => {
  expect(isFlat({ ...growth, heap: 0 }, 0.3)).toBe(expected);
});
