import { existsSync, readFileSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import { findKeyTexts, isKey, keyFile, keyNames, lostWith } from '@plenary/platform';
import { ok, warn, wrong, type Check, type Installation, type Verdict } from './check.js';

const oldestNode = 24;
/** Below the first an hour of uploads may fill the disk, below the second it is as good as full. */
const spareBytes = 5_000_000_000;
const leastBytes = 500_000_000;

export const machineChecks: readonly Check[] = [
  { name: 'node', run: checkNode },
  { name: 'keys', run: checkKeys },
  { name: 'disk', run: checkDisk },
];

function checkNode(): Verdict {
  const { node } = process.versions;
  if (Number(node.split('.')[0]) >= oldestNode) return ok(`Node ${node}.`);
  return wrong(`Node ${node} is too old.`, `Use Node ${String(oldestNode)} or later, as npm start does.`);
}

/** Each key is there and has its form, and where it lies in a file nobody else reads it. */
function checkKeys({ settings, workingFolder, hasCluster }: Installation): Verdict {
  const texts = findKeyTexts(settings);
  for (const name of keyNames) {
    const text = texts[name];
    const file = keyFile(settings.dataDir, name);
    if (text === undefined) {
      if (!hasCluster) continue;
      const cure = `Bring ${file} back: ${lostWith[name]}`;
      return wrong(`The ${name} key is gone.`, cure);
    }
    if (!isKey(text))
      return wrong(`${file} is no key of 32 bytes in base64url.`, 'Bring it back from where keys are kept.');
    if (existsSync(file) && isOpen(file))
      return wrong(`Others can read ${file}.`, `chmod 600 ${file}; who may have read it may have used it.`);
  }
  const env = join(workingFolder, '.env');
  const secrets = existsSync(env) ? Object.keys(parseEnv(readFileSync(env, 'utf8'))).filter(isSecret) : [];
  if (secrets.length > 0 && isOpen(env))
    return warn(`Others can read ${env}, which has ${secrets.join(', ')}.`, `chmod 600 ${env}`);
  return ok(hasCluster || settings.databaseUrl !== null ? 'Both are there.' : 'The first start makes them.');
}

function isSecret(name: string): boolean {
  return /_KEY$|_SECRET$|^(?:DATABASE|SMTP|QUEUE)_URL$/.test(name);
}

/** Whether group or others may read it. */
function isOpen(file: string): boolean {
  return (statSync(file).mode & 0o077) !== 0;
}

async function checkDisk({ settings }: Installation): Promise<Verdict> {
  const folders = [settings.dataDir, ...(settings.files.kind === 'folder' ? [settings.files.folder] : [])];
  const free = await Promise.all(
    folders.map(async (folder) => {
      const { bavail, bsize } = await statfs(existing(folder));
      return { folder, bytes: bavail * bsize };
    }),
  );
  const [least] = free.sort((one, other) => one.bytes - other.bytes);
  if (least === undefined) throw new Error('No folder to look at');
  const told = `${(least.bytes / 1e9).toFixed(1)} GB are free for ${least.folder}.`;
  const cure = 'Make room: a full disk stops the database and refuses files.';
  if (least.bytes < leastBytes) return wrong(told, cure);
  return least.bytes < spareBytes ? warn(told, cure) : ok(told);
}

/** A folder that is made later lies on the disk of the one that it is made in. */
function existing(folder: string): string {
  return existsSync(folder) ? folder : existing(dirname(folder));
}
