import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hasCode } from './errors.js';

/** A named place where a test can make this process die, fail or wait. */
export type Failpoint = (name: string) => void;

const never: Failpoint = () => undefined;

/**
 * Failpoints driven by files: where `folder` has a file with the point's name, it fires once (the file is taken
 * away first). The file's text says how: `kill` ends the process as `kill -9` would, `throw` raises an error.
 */
export function failpoints(folder: string | undefined): Failpoint {
  if (folder === undefined) return never;
  return (name) => {
    const file = join(folder, name);
    const action = readOnce(file);
    if (action === 'kill') process.kill(process.pid, 'SIGKILL');
    if (action === 'throw') throw new Error(`Failpoint ${name}`);
  };
}

function readOnce(file: string): string | null {
  try {
    const action = readFileSync(file, 'utf8').trim();
    rmSync(file);
    return action;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}
