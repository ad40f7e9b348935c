import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@plenary/platform/migrate';
import { ensureDatabase, isAlive, useEmbeddedPostgres } from '@plenary/platform/postgres';
import type { TestDatabase } from './databases.js';
import { eventually } from './eventually.js';

/** A database on a server of its own, which a test may stop; a written page is as safe there as in production. */
export interface OwnServer extends TestDatabase {
  /** Ends the server as a crash does: no connection is told, nothing is tidied. */
  crash(): Promise<void>;
  /** Starts it again on its port. Resolves when it takes connections. */
  restart(): Promise<void>;
}

export async function startOwnServer(): Promise<OwnServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'plenary-server-'));
  // The server's user must reach it.
  chmodSync(dataDir, 0o755);
  let server = await useEmbeddedPostgres({ dataDir });
  const port = Number(new URL(server.url).port);
  const url = await ensureDatabase(server, 'plenary_test_own');
  await migrate(url);
  return {
    url,
    async crash() {
      const { lost, folder } = server;
      const [pid] = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
      // PostgreSQL's "immediate" shutdown.
      process.kill(Number(pid), 'SIGQUIT');
      await lost;
      await eventually(() => !isAlive(Number(pid)));
    },
    async restart() {
      server = await useEmbeddedPostgres({ dataDir, port });
    },
    async drop() {
      await server.release();
      rmSync(dataDir, { recursive: true, force: true });
      if (server.elsewhere) rmSync(server.folder, { recursive: true, force: true });
    },
  };
}
