import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Whom the server runs as. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

const userName = 'postgres';

/** PostgreSQL refuses to run as root: then its usual user, made if the machine has none; else ourselves (null). */
export function serverUser(): ServerUser | null {
  if (process.getuid?.() !== 0) return null;
  const found = findUser();
  if (found !== null) return found;
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', userName], { stdio: 'ignore' });
  const made = findUser();
  if (made !== null) return made;
  throw new Error(
    `PostgreSQL does not run as root, and a user "${userName}" could not be made; set DATABASE_URL instead.`,
  );
}

function findUser(): ServerUser | null {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name === userName) return { uid: Number(uid), gid: Number(gid) };
  }
  return null;
}
