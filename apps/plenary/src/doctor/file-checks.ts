import { randomUUID } from 'node:crypto';
import type { Pool } from '@plenary/platform/database';

import { listNamedFiles, listTables } from '../backup/tables.js';
import { ok, plural, warn, wrong, type Check, type Installation, type Verdict } from './check.js';

/** A file is stored before the row that names it: that long a request may take, with room to spare. */
const graceMs = 3_600_000;
const shown = 3;

export const storageCheck: Check = { name: 'storage', run: checkStorage };
export const filesCheck: Check = { name: 'files', runOn: checkFiles };

/** Writes a file, reads it and takes it away. */
async function checkStorage({ storage, settings }: Installation): Promise<Verdict> {
  const { files } = settings;
  const place = files.kind === 'folder' ? files.folder : `s3://${files.bucket}/${files.prefix}`;
  const probe = Buffer.from(randomUUID());
  try {
    const { key } = await storage.put('doctor', probe);
    const read = await storage.read(key);
    await storage.delete(key);
    if (read.equals(probe)) return ok(`A file was written to ${place}, read and deleted.`);
    return wrong(
      `${place} gives back other bytes than it was given.`,
      'See to the disk or the server behind it.',
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return wrong(
      `${place} does not take files (${reason.replace(/\.$/, '')}).`,
      'Correct ARTIFACTS_URL and its keys, or give the user of the server its folder.',
    );
  }
}

async function checkFiles(database: Pool, { storage, clock }: Installation): Promise<Verdict> {
  const stored = new Map<string, Date>();
  for await (const { key, modifiedAt } of storage.list()) stored.set(key, modifiedAt);
  const named = new Set((await listNamedFiles(database, await listTables(database))).map(({ key }) => key));
  const gone: string[] = [];
  // One that is not in the list may have come after it.
  for (const key of named) if (!stored.has(key) && !(await storage.has(key))) gone.push(key);
  if (gone.length > 0)
    return wrong(
      `${plural(gone.length, 'file')} that rows name ${gone.length === 1 ? 'is' : 'are'} gone: ${some(gone)}.`,
      "Bring them back from a backup, or from the storage's own versions.",
    );
  const before = clock.now().getTime() - graceMs;
  const spare = [...stored]
    .filter(([key, at]) => !named.has(key) && at.getTime() < before)
    .map(([key]) => key);
  if (spare.length === 0) return ok(`${plural(named.size, 'file')}, each named by a row.`);
  return warn(
    `${plural(spare.length, 'file')} that no row names, as a process leaves that was killed: ${some(spare)}.`,
    'They do no harm, and may be deleted.',
  );
}

function some(keys: readonly string[]): string {
  return `${keys.slice(0, shown).join(', ')}${keys.length > shown ? ' …' : ''}`;
}
