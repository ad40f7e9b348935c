import { fileURLToPath } from 'node:url';
import { createTestBench, startChild, type TestBench, type TestChild } from '@plenary/testing';

const program = fileURLToPath(new URL('./faulty-process.mjs', import.meta.url));

let bench: TestBench;

beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(() => bench.close());

/** @param log where its log goes; the test's own otherwise */
function startFaulty(fault: string, log?: string): TestChild {
  const command = log === undefined ? 'exec "$0" "$@"' : `exec "$0" "$@" >${log}`;
  return startChild('/bin/sh', ['-c', command, process.execPath, program, fault], {
    env: { ...bench.settings, LOG_LEVEL: 'info', NODE_NO_WARNINGS: '1' },
  });
}

test.each([
  ['a rejected promise that nobody awaits', 'a promise that nobody awaited was rejected'],
  ['a listener of live updates that throws', 'a change could not be passed on'],
  ['a notification that is none of ours', 'something came as a live update that is none'],
  ['a connection that dies while it is in use', ''],
  ['the connection of live updates dies, again and again', 'the connection for live updates broke'],
])('%s does not end a process, and is logged', async (fault, logged) => {
  const child = startFaulty(fault);
  await child.waitFor(/^lived$/m);
  expect(child.output()).toContain(logged);
  child.process.kill('SIGTERM');
  expect(await child.ended).toBe(0);
});

test('a log on a full disk does not end a process', async () => {
  const child = startFaulty('a log that can not be written', '/dev/full');
  await child.waitFor(/^lived$/m);
  child.process.kill('SIGTERM');
  expect(await child.ended).toBe(0);
});

test('an error that nobody caught ends a process, with a word on why', async () => {
  const child = startFaulty('an error that nobody caught');
  expect(await child.ended).toBe(1);
  expect(child.output()).toContain('an error nobody expected ends the process');
});
