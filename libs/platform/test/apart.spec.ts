import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal } from '@plenary/platform';
import { apart, apartOfFile } from '@plenary/platform/apart';
import { eventually, startChild } from '@plenary/testing';

interface Self {
  readonly pid: number;
  readonly knows: readonly string[];
}

const module = new URL('./apart-readers.mjs', import.meta.url);
const whoAmI = apart<() => Self>(module, 'whoAmI');

async function refusalOf(name: string, limitMs?: number): Promise<unknown> {
  return apart(module, name, limitMs)().then(
    () => null,
    (error: unknown) =>
      error instanceof Refusal ? [error.code, error.message, error.details.fields] : error,
  );
}

test('plain values go there and come back, one reading after the other, in one process that knows nothing', async () => {
  process.env['PLENARY_TEST_SECRET'] = 'of the parent';
  const echo = apart<(...values: unknown[]) => unknown[]>(module, 'echo');
  const values = [new Map([['a', new Date(0)]]), null, undefined, '平和', { deep: [{ er: 1 }] }];
  expect(await echo(...values)).toEqual(values);
  const [one, two] = await Promise.all([whoAmI(), whoAmI()]);
  expect(one.pid).not.toBe(process.pid);
  expect(two).toEqual(one);
  // Libraries that were loaded in either may set some of their own.
  const inherited = ['PATH', 'HOME', 'PLENARY_TEST_SECRET', 'PLENARY_TEST_SERVER'];
  expect(one.knows.filter((name) => inherited.includes(name))).toEqual([]);
});

test.each([
  ['refuse', undefined, 'rows.2', 'is no row'],
  ['nest', undefined, 'file', 'is nested too deeply to be read'],
  ['neverEnd', 1_000, 'file', 'takes too long to be read'],
  ['fillHeap', 120_000, 'file', 'needs too much memory to be read'],
  ['fillBuffers', 120_000, 'file', 'needs too much memory to be read'],
] as const)('%s is refused in words, and the next file is read', async (name, limitMs, path, message) => {
  expect(await refusalOf(name, limitMs)).toEqual(['BAD_INPUT', `${path}: ${message}`, [{ path, message }]]);
  expect((await whoAmI()).pid).not.toBe(process.pid);
});

test('a file is read there, where it lies, or from its bytes', async () => {
  const lengthOf = apartOfFile<(bytes: Uint8Array, times: number) => number>(module, 'lengthOf');
  const path = join(mkdtempSync(join(tmpdir(), 'plenary-apart-')), 'file');
  writeFileSync(path, '平和');
  expect([await lengthOf(path, 2), await lengthOf(Buffer.from('平和'), 3)]).toEqual([12, 18]);
});

test('a mistake of ours is told as one, with where it stands', async () => {
  expect(String(await refusalOf('fail'))).toMatch(/TypeError: a mistake of ours\s+at fail/);
  expect(String(await refusalOf('unknown'))).toContain('could not be read');
});

test('who is behind forty others is told so at once', async () => {
  const fast = Array.from({ length: 41 }, () => refusalOf('whoAmI'));
  const results = await Promise.all(fast);
  expect(results.slice(0, 40)).toEqual(Array.from({ length: 40 }, () => null));
  expect(results[40]).toEqual([
    'UNAVAILABLE',
    'Too many files are being read. Try again in a moment.',
    undefined,
  ]);
});

test('a reader that never ends goes with its parent, killed as it may be', async () => {
  const parent = startChild(process.execPath, [
    fileURLToPath(new URL('./apart-parent.mjs', import.meta.url)),
  ]);
  await parent.waitFor(/child \d+/);
  const pid = Number(/child (\d+)/.exec(parent.output())?.[1]);
  expect(isAlive(pid)).toBe(true);
  parent.process.kill('SIGKILL');
  await parent.ended;
  await eventually(() => !isAlive(pid));
});

/** Whoever has ended and was not fetched yet by the one who inherited it (`Z`) is alive no more. */
function isAlive(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${String(pid)}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
