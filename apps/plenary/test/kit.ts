import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@plenary/platform/postgres';
import { startChild, type TestBench, type TestChild } from '@plenary/testing';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

const path = (name: string): string => join(root, name);

/** The settings of a bench as an environment, without any of the machine's own. */
function environment(
  settings: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  return { PLENARY_TEST_SERVER: undefined, ...settings };
}

/** The command line on a bench's database: its output and exit status. */
export async function plenary(
  settings: Readonly<Record<string, string | undefined>>,
  ...args: readonly string[]
): Promise<{ status: number | NodeJS.Signals; stdout: string; stderr: string }> {
  const child = startChild(process.execPath, [path('apps/plenary/dist/command-line.js'), ...args], {
    cwd: mkdtempSync(join(tmpdir(), 'plenary-cwd-')),
    env: { NODE_NO_WARNINGS: '1', ...environment(settings) },
  });
  let stdout = '';
  let stderr = '';
  child.process.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
  child.process.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
  return { status: await child.ended, stdout, stderr };
}

/** A worker of its own on the bench's database, as a container runs it: without a launcher. */
export function startWorker(bench: TestBench, settings: Readonly<Record<string, string>> = {}): TestChild {
  return startChild(process.execPath, [path('apps/worker/dist/main.js')], {
    cwd: mkdtempSync(join(tmpdir(), 'plenary-cwd-')),
    env: { NODE_NO_WARNINGS: '1', ...environment({ ...bench.settings, ...settings }) },
  });
}

/** Everything, as `npm start` starts it after the build. */
export async function startLauncher(
  settings: Readonly<Record<string, string | undefined>>,
): Promise<{ child: TestChild; url: string }> {
  const port = settings['PORT'] ?? String(await freePort());
  const child = startChild(process.execPath, [path('apps/plenary/dist/start.js')], {
    cwd: mkdtempSync(join(tmpdir(), 'plenary-cwd-')),
    env: { NODE_NO_WARNINGS: '1', ...environment({ LOG_LEVEL: 'error', ...settings, PORT: port }) },
  });
  return { child, url: `http://127.0.0.1:${port}` };
}
