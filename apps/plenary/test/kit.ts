import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@plenary/platform/postgres';
import { eventually, startChild, type TestBench, type TestChild } from '@plenary/testing';
import { z } from 'zod';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

const path = (name: string): string => join(root, name);

/** The settings of a bench as an environment, without any of the machine's own. */
function environment(
  settings: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  return { PLENARY_TEST_SERVER: undefined, ...settings };
}

interface Ended {
  readonly status: number | NodeJS.Signals;
  readonly stdout: string;
  readonly stderr: string;
}

const ended = z.object({ status: z.number(), stdout: z.string(), stderr: z.string() });

/** The command line on a bench's database: its output and exit status. */
export function plenary(
  settings: Readonly<Record<string, string | undefined>>,
  ...args: readonly string[]
): Promise<Ended> {
  return plenaryReading(settings, Buffer.alloc(0), ...args);
}

/** The same, with something on its standard input. */
export async function plenaryReading(
  settings: Readonly<Record<string, string | undefined>>,
  input: Buffer,
  ...args: readonly string[]
): Promise<Ended> {
  const child = startChild(process.execPath, [path('apps/plenary/dist/command-line.js'), ...args], {
    cwd: mkdtempSync(join(tmpdir(), 'plenary-cwd-')),
    env: { NODE_NO_WARNINGS: '1', ...environment(settings) },
    input,
  });
  let stdout = '';
  let stderr = '';
  child.process.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
  child.process.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
  return { status: await child.ended, stdout, stderr };
}

/** The command line in one process that has it loaded: for many calls of which only the outcome matters. */
export class CommandLine {
  private constructor(private readonly host: TestChild) {}

  static async open(): Promise<CommandLine> {
    const host = startChild(process.execPath, [path('apps/plenary/test/command-host.mjs')], {
      env: { NODE_NO_WARNINGS: '1', ...environment({}) },
      ipc: true,
    });
    await once(host.process, 'message');
    return new CommandLine(host);
  }

  /** One call after the other, each with its settings alone and in a folder of its own. */
  async run(
    settings: Readonly<Record<string, string | undefined>>,
    ...args: readonly string[]
  ): Promise<Ended> {
    const answer = once(this.host.process, 'message');
    this.host.process.send({ args, env: settings, cwd: mkdtempSync(join(tmpdir(), 'plenary-cwd-')) });
    return ended.parse((await answer)[0]);
  }

  async close(): Promise<void> {
    await end(this.host, 'SIGTERM');
  }
}

/** A worker of its own on the bench's database, as a container runs it: without a launcher. */
export function startWorker(
  bench: TestBench,
  settings: Readonly<Record<string, string | undefined>> = {},
): TestChild {
  return startChild(process.execPath, [path('apps/worker/dist/main.js')], {
    cwd: mkdtempSync(join(tmpdir(), 'plenary-cwd-')),
    env: { NODE_NO_WARNINGS: '1', ...environment({ ...bench.settings, ...settings }) },
  });
}

/** Applies what migrations the bench's database lacks, and ends: what a container runs before all others. */
export function startMigration(bench: TestBench): TestChild {
  return startChild(process.execPath, [path('apps/plenary/dist/migrate.js')], {
    cwd: mkdtempSync(join(tmpdir(), 'plenary-cwd-')),
    env: { NODE_NO_WARNINGS: '1', ...environment(bench.settings) },
  });
}

export async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}

export function hasEnded({ process: { exitCode, signalCode } }: TestChild): boolean {
  return exitCode !== null || signalCode !== null;
}

/** Ends a process. @returns its exit status, or the signal */
export async function end(
  { process, ended }: TestChild,
  signal: NodeJS.Signals,
): Promise<number | NodeJS.Signals> {
  process.kill(signal);
  return ended;
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

/** The ids of a launcher's API and worker, from the system's own table; the database outlives a launcher that is killed. */
export function childrenOf({ process: { pid } }: TestChild): number[] {
  const list = readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8')
    .trim()
    .split(' ');
  const isOurs = (child: string): boolean =>
    /apps\/(?:api|worker)\//.test(readFileSync(`/proc/${child}/cmdline`, 'utf8'));
  return list.filter(isOurs).map(Number);
}

/** Where the embedded database lies: see the note that the launcher leaves where that is elsewhere. */
export function postgresHome(dataDir: string): string {
  const note = join(dataDir, 'postgres-location');
  return existsSync(note) ? readFileSync(note, 'utf8').trim() : dataDir;
}

/** The embedded database's first process, by its own note. */
export function postmasterOf(dataDir: string): { readonly pid: number; readonly port: number } {
  const lines = readFileSync(join(postgresHome(dataDir), 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

/** A program of somebody else on this port, once that is free. It ends every connection at once. */
export async function eventuallyListening(port: number): Promise<Server> {
  const squatter = Promise.withResolvers<Server>();
  const listens = (): Promise<boolean> =>
    new Promise((resolve) => {
      const server = createServer((socket) => socket.on('error', () => undefined).destroy());
      server.once('error', () => {
        resolve(false);
      });
      server.listen(port, '127.0.0.1', () => {
        squatter.resolve(server);
        resolve(true);
      });
    });
  await eventually(listens);
  return squatter.promise;
}
