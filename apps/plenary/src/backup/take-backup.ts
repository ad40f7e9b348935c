import { existsSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { Refusal, keyNames, keyTexts, type Keys } from '@plenary/platform';
import { appliedMigrations } from '@plenary/platform/migrate';
import type { Storage } from '@plenary/platform/storage';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { z } from 'zod';
import { ArchiveWriter } from './archive-writer.js';
import { inspectArchive } from './inspect-archive.js';
import { describeKeys } from './keys.js';
import {
  fileEntry,
  keyEntry,
  largestManifest,
  manifestName,
  tableEntry,
  type Manifest,
  type TableContent,
} from './manifest.js';

import {
  connectForCopy,
  listNamedFiles,
  listTables,
  quoted,
  readStatement,
  type NamedFile,
} from './tables.js';

export interface BackupOptions {
  readonly databaseUrl: string;
  readonly storage: Storage;
  readonly keys: Keys;
  /** Where the backup goes. */
  readonly file: string;
  readonly withKeys: boolean;
  /** Whether a file of that name is replaced. */
  readonly force: boolean;
  /** Ends it early, with nothing left behind. */
  readonly signal: AbortSignal;
  /** Told what is done, a line at a time. */
  readonly progress: (line: string) => void;
}

export interface Backup {
  readonly manifest: Manifest;
  /** Length of the file. */
  readonly bytes: number;
  /** Keys of stored files that are not what their rows say. */
  readonly changed: readonly string[];
}

/**
 * Takes a backup while everything runs: all tables as they are at one instant, then the files that they name. Files never
 * change, but one may go meanwhile; that is told, not hidden. The backup is read again before it appears.
 * @throws {Refusal} BAD_INPUT, CONFLICT or UNAVAILABLE, with no file left behind
 */
export async function takeBackup(options: BackupOptions): Promise<Backup> {
  const { file, force, storage, keys, withKeys, signal, progress } = options;
  if (!force && existsSync(file))
    throw new Refusal('CONFLICT', `There is a file ${file} already; --force replaces it.`);
  const archive = new ArchiveWriter(file, signal);
  try {
    const { named, ...snapshot } = await copyTables(options, archive);
    const { files, missing, changed } = await copyFiles(storage, named, archive, progress);
    if (withKeys) {
      const texts = keyTexts(keys);
      for (const name of keyNames) await archive.add(keyEntry(name), textStream(texts[name]));
    }
    const manifest: Manifest = {
      format: 'plenary-backup/1',
      program: programVersion(),
      ...snapshot,
      files,
      missing,
      keys: { included: withKeys, ...describeKeys(keys) },
    };
    const text = `${JSON.stringify(manifest, null, 1)}\n`;
    if (Buffer.byteLength(text) > largestManifest)
      throw new Refusal(
        'UNAVAILABLE',
        'There are too many files for one backup: back the storage up by its own tools.',
      );
    await archive.add(manifestName, textStream(text));
    progress('reading it again');
    const bytes = await archive.finish((path) => inspectArchive(path, signal));
    return { manifest, bytes, changed };
  } catch (error) {
    await archive.discard();
    throw error;
  }
}

type Snapshot = Pick<Manifest, 'takenAt' | 'server' | 'migrations' | 'tables' | 'sequences'>;

/** Everything that the database has, in one transaction that sees one instant. */
async function copyTables(
  { databaseUrl, progress }: BackupOptions,
  archive: ArchiveWriter,
): Promise<Snapshot & { named: NamedFile[] }> {
  const client = await connectForCopy(databaseUrl, 'plenary backup');
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows } = await client.query<{ takenAt: string; server: string }>(
      `SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "takenAt",
              current_setting('server_version') AS server`,
    );
    const [at] = rows;
    const migrations = await appliedMigrations(client);
    if (at === undefined || migrations.length === 0)
      throw new Refusal('CONFLICT', 'There is nothing to back up: this database was never used.');
    const found = await listTables(client);
    const named = await listNamedFiles(client, found);
    const tables: TableContent[] = [];
    for (const table of found) {
      const source = client.query(copyTo(readStatement(table)));
      const measured = await archive.add(tableEntry(table), source);
      tables.push({ ...table, columns: [...table.columns], rows: source.rowCount, ...measured });
      progress(
        `${String(tables.length)}/${String(found.length)} ${table.name}: ${String(source.rowCount)} rows`,
      );
    }
    // After the tables: no number that a row has is given again.
    const sequences = await listSequences(client);
    await client.query('COMMIT');
    return { ...at, migrations, tables, sequences, named };
  } finally {
    await client.end();
  }
}

async function listSequences(client: pg.Client): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' ORDER BY 1`,
  );
  const sequences: Manifest['sequences'] = [];
  for (const { name } of rows) {
    const state = await client.query<{ lastValue: string; isCalled: boolean }>(
      `SELECT last_value::text AS "lastValue", is_called AS "isCalled" FROM ${quoted({ schema: 'public', name })}`,
    );
    sequences.push(...state.rows.map((row) => ({ name, ...row })));
  }
  return sequences;
}

async function copyFiles(
  storage: Storage,
  named: readonly NamedFile[],
  archive: ArchiveWriter,
  progress: (line: string) => void,
): Promise<Pick<Manifest, 'files' | 'missing'> & { changed: string[] }> {
  const files: Manifest['files'] = [];
  const missing: string[] = [];
  const changed: string[] = [];
  for (const { key, sha256 } of named) {
    const measured = await copyFile(storage, key, archive);
    if (measured === null) {
      missing.push(key);
      progress(`file ${key} is missing`);
      continue;
    }
    files.push({ key, ...measured });
    if (sha256 !== null && sha256 !== measured.sha256) {
      changed.push(key);
      progress(`file ${key} is not what its row says`);
    }
    if (files.length % 100 === 0) progress(`${String(files.length)}/${String(named.length)} files`);
  }
  progress(`${String(files.length)}/${String(named.length)} files`);
  return { files, missing, changed };
}

/** Null where the file is gone, as a file that nothing used goes after a day. */
async function copyFile(storage: Storage, key: string, archive: ArchiveWriter) {
  if (!(await storage.has(key))) return null;
  return archive.add(fileEntry(key), await storage.open(key));
}

function textStream(text: string): Readable {
  return Readable.from([Buffer.from(text)]);
}

function programVersion(): string {
  const root = new URL('../../../../package.json', import.meta.url);
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(root, 'utf8'))).version;
}
