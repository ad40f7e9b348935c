import { failpoints, keyNames } from '@plenary/platform';
import { forgetKeys } from '@plenary/platform/keys';
import {
  applyMigrations,
  lockMigrations,
  migrate,
  readMigrations,
  type Migration,
} from '@plenary/platform/migrate';
import type { Settings } from '@plenary/platform/settings';
import type { Storage } from '@plenary/platform/storage';
import { inspectArchive } from './inspect-archive.js';
import { adoptKeys, type AdoptedKeys } from './keys.js';
import { loadArchive } from './load-archive.js';
import type { Manifest } from './manifest.js';
import { connectForCopy } from './tables.js';
import { findWay, requireEmpty, requireStopped } from './target.js';

export interface RestoreOptions {
  /** The backup. */
  readonly file: string;
  readonly databaseUrl: string;
  readonly storage: Storage;
  readonly settings: Settings;
  /** Ends it early, with nothing changed. */
  readonly signal: AbortSignal;
  /** Told what is done, a line at a time. */
  readonly progress: (line: string) => void;
  /** Those of this program. */
  readonly migrations?: readonly Migration[];
}

export interface Restored {
  readonly manifest: Manifest;
  /** Migrations that came after the backup, applied to what was restored. */
  readonly migrated: readonly string[];
  readonly keys: AdoptedKeys;
  /** Work that was asked for before the backup and not done: a worker does it as soon as one runs. */
  readonly undone: number;
}

/**
 * Makes an installation from a backup: all of it or nothing. Everything is verified before anything is written; then rows,
 * files and keys are written in one go, and are seen when the database commits.
 * @throws {Refusal} BAD_INPUT for a backup that is not whole, CONFLICT where it can't be restored here
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { file, databaseUrl, storage, settings, signal, progress, migrations = readMigrations() } = options;
  progress('verifying the backup');
  const inspected = await inspectArchive(file, signal);
  const { manifest } = inspected;
  const way = findWay(manifest.migrations, migrations);
  const keys = adoptKeys(settings, manifest, inspected.keys);
  const client = await connectForCopy(databaseUrl, 'plenary restore');
  /** What is to be undone by hand should the transaction not come to its end. */
  const stored: string[] = [];
  let decided = false;
  try {
    await requireStopped(client);
    await lockMigrations(client);
    await client.query('BEGIN');
    if (!(await requireEmpty(client, way))) await applyMigrations(client, way.first);
    await loadArchive({ client, storage, manifest, stored, file, signal, progress });
    await client.query('SET CONSTRAINTS ALL IMMEDIATE');
    await applyMigrations(client, way.then);
    await forgetKeys(
      client,
      keyNames.filter((name) => keys.adopted[name] === 'other'),
    );
    keys.keep();
    failpoints(settings.failpointFolder ?? undefined)('restore-uncommitted');
    signal.throwIfAborted();
    decided = true;
    await client.query('COMMIT');
    const { rows } = await client.query<{ undone: number }>(
      `SELECT count(*)::int AS undone FROM "Outbox" WHERE "doneAt" IS NULL AND "failedAt" IS NULL`,
    );
    await client.end();
    // The queue's own tables, which no backup has.
    await migrate(databaseUrl, [...migrations]);
    return {
      manifest,
      migrated: way.then.map(({ name }) => name),
      keys: keys.adopted,
      undone: rows[0]?.undone ?? 0,
    };
  } catch (error) {
    // Ends the transaction too.
    await client.end().catch(() => undefined);
    // Where even the commit's answer is lost, rows may be there that need their files.
    if (!decided) {
      for (const key of stored) await storage.delete(key);
      keys.discard();
    }
    throw error;
  }
}
