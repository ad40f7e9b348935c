import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemFolder } from './binaries.js';
import type { ServerUser } from './server-user.js';

/** A database cluster on disk. */
export interface Cluster {
  /** Its data directory. */
  readonly folder: string;
  readonly password: string;
  /** True if it lies outside DATA_DIR, because the server's user can't reach that. */
  readonly elsewhere: boolean;
}

export const clusterOwner = 'plenary';
/** Tells where the cluster lies that could not lie in DATA_DIR. */
const locationNote = 'postgres-location';

/**
 * The cluster of `dataDir`, made at the first call.
 * @param signal ends the making early, with nothing left behind
 */
export async function openCluster(
  dataDir: string,
  binaries: string,
  user: ServerUser | null,
  signal: AbortSignal | null,
): Promise<Cluster> {
  mkdirSync(dataDir, { recursive: true });
  const home = clusterHome(dataDir, user);
  const folder = join(home, 'postgres');
  const passwordFile = join(home, 'postgres-password');
  const elsewhere = home !== dataDir;
  if (!existsSync(folder)) await initialise(home, folder, passwordFile, binaries, user, signal);
  return { folder, password: readFileSync(passwordFile, 'utf8').trim(), elsewhere };
}

/** Whether the cluster of `dataDir` was made already. */
export function hasCluster(dataDir: string): boolean {
  return existsSync(join(dataDir, 'postgres')) || existsSync(join(dataDir, locationNote));
}

/** `dataDir`, or a folder of its own, noted there, where the server's user can't work in it. */
function clusterHome(dataDir: string, user: ServerUser | null): string {
  if (user === null || canEnter(dataDir, user)) return dataDir;
  const note = join(dataDir, locationNote);
  if (!existsSync(note)) writeFileSync(note, `${join(systemFolder, randomBytes(6).toString('hex'))}\n`);
  const home = readFileSync(note, 'utf8').trim();
  mkdirSync(home, { recursive: true, mode: 0o755 });
  return home;
}

function canEnter(folder: string, user: ServerUser): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

async function initialise(
  home: string,
  folder: string,
  passwordFile: string,
  binaries: string,
  user: ServerUser | null,
  signal: AbortSignal | null,
): Promise<void> {
  // Made under another name, so that a half-made cluster is never taken for a whole one.
  const unfinished = join(home, `postgres.${String(process.pid)}`);
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  const handed = join(home, `postgres-password.${String(process.pid)}`);
  writeFileSync(handed, `${password}\n`, { mode: 0o600 });
  if (user !== null) {
    chownSync(unfinished, user.uid, user.gid);
    chownSync(handed, user.uid, user.gid);
  }
  try {
    const options = [
      `--pgdata=${unfinished}`,
      `--username=${clusterOwner}`,
      `--pwfile=${handed}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // With other locales or providers pg_trgm finds nothing in Japanese text, silently.
      `--locale=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`,
      '--no-sync',
    ];
    await runToEnd(join(binaries, 'bin', 'initdb'), options, user, signal);
    renameSync(handed, passwordFile);
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    rmSync(handed, { force: true });
    throw error;
  }
}

/** Resolves when the program and all that it has started are gone. */
async function runToEnd(
  program: string,
  options: readonly string[],
  user: ServerUser | null,
  signal: AbortSignal | null,
): Promise<void> {
  signal?.throwIfAborted();
  const run = spawn(program, options, { ...user, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
  const end = (): void => {
    run.kill('SIGTERM');
  };
  signal?.addEventListener('abort', end);
  let said = '';
  run.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  try {
    await once(run, 'close');
  } finally {
    signal?.removeEventListener('abort', end);
  }
  signal?.throwIfAborted();
  if (run.exitCode !== 0) throw new Error(`initdb failed: ${said.trim()}`);
}
