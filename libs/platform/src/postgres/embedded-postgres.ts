import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { createClient } from '../database/client.js';
import { reachableBinaries } from './binaries.js';
import { clusterOwner, openCluster, type Cluster } from './cluster.js';
import { serverUser, type ServerUser } from './server-user.js';

/** The embedded server while this process uses it. */
export interface EmbeddedPostgres {
  /** Of its maintenance database; see `databaseUrl`. */
  readonly url: string;
  readonly folder: string;
  /** True if the data lies outside DATA_DIR. */
  readonly elsewhere: boolean;
  /** Resolves when the server is gone although this process still uses it. */
  readonly lost: Promise<void>;
  /** Ends this process's use, and stops the server if nobody else uses it. */
  release(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  /** The server's settings, such as `fsync=off`. */
  readonly configuration?: readonly string[];
  /** The port to start on; a free one if it is not given. */
  readonly port?: number;
  /** Gives the start up, with nothing left running. */
  readonly signal?: AbortSignal;
}

/** Held shared by each process that uses the server; who gets it alone may stop the server. */
const usersLock = 5_010_018;

const patience = 30_000;
/** Its own last server may still be leaving its port. */
const portPatience = 3_000;
const firstPauseMs = 100;
const longestPauseMs = 2_000;

/** A log without the values of rows, which may name people; a file a weekday, which its owner alone reads. */
const discreetLog = [
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
  'log_parameter_max_length=0',
  'log_parameter_max_length_on_error=0',
  'logging_collector=on',
  'log_directory=log',
  'log_filename=%a.log',
  'log_file_mode=0600',
  'log_rotation_age=1d',
  'log_rotation_size=0',
  'log_truncate_on_rotation=on',
];

/**
 * Starts the server of `dataDir`, or joins it where it runs already: it outlives a launcher that is killed.
 * @throws {Error} in half a minute at most
 */
export async function useEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const user = serverUser();
  const binaries = reachableBinaries(user);
  const cluster = await openCluster(options.dataDir, binaries, user, options.signal ?? null);
  const startedAt = Date.now();
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    options.signal?.throwIfAborted();
    const running = await connectToRunning(cluster);
    if (running !== null) return hold(running, cluster);
    if (await start(options, cluster, binaries, user, startedAt + patience)) continue;
    // Another process may have started it at the same moment, or the last one is still stopping.
    const { port } = options;
    if (port !== undefined && Date.now() > startedAt + portPatience && (await isHeldByOthers(cluster, port)))
      throw new Error(`The port of the embedded PostgreSQL, ${String(port)}, is held by another program`);
    await pause(pauseMs);
  }
}

async function isHeldByOthers(cluster: Cluster, port: number): Promise<boolean> {
  return !isAlive(Number(pidFile(cluster)[0])) && !(await isFree(port));
}

/** The address of another database on the same server. */
export function databaseUrl(server: { readonly url: string }, name: string): string {
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return url.href;
}

/** Makes the database if there is none of this name. */
export async function ensureDatabase(server: { readonly url: string }, name: string): Promise<string> {
  const client = createClient(server.url, 'plenary start');
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  return databaseUrl(server, name);
}

function urlOf(cluster: Cluster, port: number): string {
  return `postgres://${clusterOwner}:${cluster.password}@127.0.0.1:${String(port)}/postgres`;
}

/** A connection to the server that runs on this cluster, if there is one. */
async function connectToRunning(cluster: Cluster): Promise<{ client: pg.Client; url: string } | null> {
  const port = recordedPort(cluster);
  if (port === null) return null;
  const url = urlOf(cluster, port);
  // An error ends the connection too, and that is what `lost` tells.
  const client = createClient(url, 'plenary user', { connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    if (rows[0]?.data_directory === cluster.folder) return { client, url };
    await client.end();
    return null;
  } catch {
    await client.end().catch(() => undefined);
    return null;
  }
}

/** From the server's own `postmaster.pid`, whose fourth line is the port. */
function recordedPort(cluster: Cluster): number | null {
  const port = Number(pidFile(cluster)[3]);
  return Number.isInteger(port) && port > 0 ? port : null;
}

function pidFile(cluster: Cluster): string[] {
  try {
    return readFileSync(join(cluster.folder, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** Starts a server and waits until it answers, with true, or has ended, with false. */
async function start(
  options: EmbeddedPostgresOptions,
  cluster: Cluster,
  binaries: string,
  user: ServerUser | null,
  deadline: number,
): Promise<boolean> {
  const port = options.port ?? (await freePort());
  const logFile = join(options.dataDir, 'postgres.log');
  const log = openSync(logFile, 'a', 0o600);
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    ...discreetLog,
    ...(options.configuration ?? []),
  ];
  const server = spawn(
    join(binaries, 'bin', 'postgres'),
    ['-D', cluster.folder, '-p', String(port), ...settings.flatMap((text) => ['-c', text])],
    { ...user, cwd: '/', detached: true, stdio: ['ignore', log, log] },
  );
  closeSync(log);
  server.unref();
  while (!(await answers(cluster, port))) {
    if (options.signal?.aborted === true) {
      const gone = server.exitCode === null ? once(server, 'exit') : null;
      server.kill('SIGINT');
      await gone;
      throw options.signal.reason;
    }
    if (server.exitCode !== null && Date.now() < deadline) return false;
    if (Date.now() > deadline)
      throw new Error(
        `The embedded PostgreSQL does not start; see ${logFile} and ${join(cluster.folder, 'log')}`,
      );
    await pause(20);
  }
  return true;
}

async function answers(cluster: Cluster, port: number): Promise<boolean> {
  const client = createClient(urlOf(cluster, port), 'plenary start', { connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function hold(
  running: { client: pg.Client; url: string },
  cluster: Cluster,
): Promise<EmbeddedPostgres> {
  const { client, url } = running;
  let released = false;
  const lost = new Promise<void>((resolve) => {
    client.once('end', () => {
      if (!released) resolve();
    });
  });
  await client.query('SELECT pg_advisory_lock_shared($1)', [usersLock]);
  return {
    url,
    folder: cluster.folder,
    elsewhere: cluster.elsewhere,
    lost,
    async release() {
      released = true;
      const last = await isLastUser(client);
      await client.end().catch(() => undefined);
      if (last) await stop(cluster);
    },
  };
}

async function isLastUser(client: pg.Client): Promise<boolean> {
  try {
    await client.query('SELECT pg_advisory_unlock_shared($1)', [usersLock]);
    const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [
      usersLock,
    ]);
    return rows[0]?.alone === true;
  } catch {
    // The server is gone already.
    return false;
  }
}

/** A fast stop: SIGINT ends every connection and writes a checkpoint. */
async function stop(cluster: Cluster): Promise<void> {
  const pid = Number(pidFile(cluster)[0]);
  if (!Number.isInteger(pid) || pid <= 0) return;
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + patience;
  while (isAlive(pid) && Date.now() < deadline) await pause(20);
}

/** Whether a process of this machine runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A port of the loopback address that nobody listens on now. */
export function freePort(): Promise<number> {
  return listenOnce(0);
}

async function isFree(port: number): Promise<boolean> {
  return listenOnce(port).then(
    () => true,
    () => false,
  );
}

/** Takes a port for a moment. @returns which, for 0 is any */
async function listenOnce(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('No free port'));
        else resolve(address.port);
      });
    });
  });
}
