import type { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { Refusal } from '@plenary/platform';
import { violatedConstraint } from '@plenary/platform/database';
import type { Storage } from '@plenary/platform/storage';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { isSame, wasChanged } from './inspect-archive.js';
import { fileEntry, tableEntry, type Manifest, type TableContent } from './manifest.js';
import { Measure, measured } from './measure.js';
import { readArchive } from './read-archive.js';
import { listTables, quoted, writeStatement } from './tables.js';

interface LoadOptions {
  /** In a transaction, on the backup's schema. */
  readonly client: pg.Client;
  readonly storage: Storage;
  /** Of this archive, verified. */
  readonly manifest: Manifest;
  /** Gets the key of each file before it is written. */
  readonly stored: string[];
  readonly file: string;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}

/**
 * Writes what an archive holds, in its order: tables after those that they refer to, then files. Each is measured again,
 * for the archive may have been exchanged since it was verified.
 */
export async function loadArchive(options: LoadOptions): Promise<void> {
  const { client, manifest, file, signal, progress } = options;
  const tables = new Map(manifest.tables.map((table) => [tableEntry(table), table]));
  const files = new Map(manifest.files.map((content) => [fileEntry(content.key), content]));
  await requireTables(client, manifest.tables);
  // Triggers hold off changes, such as a turn in minutes that are published: what is restored was let pass before.
  for (const table of manifest.tables)
    await client.query(`ALTER TABLE ${quoted(table)} DISABLE TRIGGER USER`);
  const seen = new Set<string>();
  const visit = async (name: string, _size: number, body: Readable): Promise<void> => {
    const table = tables.get(name);
    const content = files.get(name);
    if (table !== undefined) {
      await loadTable(options, table, body);
      seen.add(name);
      progress(`${String(seen.size)}/${String(tables.size)} ${table.name}: ${String(table.rows)} rows`);
    } else if (content !== undefined) {
      await storeFile(options, content, body);
      seen.add(name);
    } else {
      // Keys and the manifest itself, which were read before.
      await finished(body.resume());
    }
  };
  await readArchive(file, visit, signal);
  for (const name of [...tables.keys(), ...files.keys()]) if (!seen.has(name)) throw wasChanged(name);
  for (const table of manifest.tables) await client.query(`ALTER TABLE ${quoted(table)} ENABLE TRIGGER USER`);
  for (const sequence of manifest.sequences) await setSequence(client, sequence);
  progress(`${String(files.size)} files`);
}

/** @throws {Refusal} BAD_INPUT unless the backup has exactly the tables that its migrations make */
async function requireTables(client: pg.Client, taken: readonly TableContent[]): Promise<void> {
  const form = ({ name, columns }: { readonly name: string; readonly columns: readonly string[] }): string =>
    `${name} (${[...columns].sort().join(', ')})`;
  const made = new Set((await listTables(client)).map(form));
  const brought = new Set(taken.map(form));
  const odd = [...brought].find((one) => !made.has(one)) ?? [...made].find((one) => !brought.has(one));
  if (odd === undefined && brought.size === taken.length) return;
  throw new Refusal(
    'BAD_INPUT',
    `The backup's tables are not those that its migrations make: ${odd ?? 'one twice'}.`,
  );
}

async function loadTable(
  { client, signal }: LoadOptions,
  table: TableContent,
  body: Readable,
): Promise<void> {
  const measure = new Measure();
  const sink = client.query(copyFrom(writeStatement(table)));
  try {
    await pipeline(body, measure, sink, { signal });
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    // Its words may hold values of a row.
    const reason = violatedConstraint(error) ?? error.code ?? 'it says no why';
    throw new Refusal('CONFLICT', `The database refuses the rows of ${table.name} (${reason}).`);
  }
  if (sink.rowCount !== table.rows || !isSame(measure.result(), table)) throw wasChanged(tableEntry(table));
}

async function storeFile(
  { storage, stored, signal }: LoadOptions,
  file: Manifest['files'][number],
  body: Readable,
): Promise<void> {
  const { key } = file;
  if (!(await storage.has(key))) {
    stored.push(key);
    if (!isSame(await storage.putAt(key, body, file.bytes), file)) throw wasChanged(fileEntry(key));
    return;
  }
  // As where only the database was lost. What is there stays as it is, if it is what the rows mean.
  if (!isSame(await measured(body, signal), file)) throw wasChanged(fileEntry(key));
  if (!isSame(await measured(await storage.open(key), signal), file))
    throw new Refusal('CONFLICT', `The storage has another file under ${key}: restore beside an empty one.`);
}

async function setSequence(client: pg.Client, sequence: Manifest['sequences'][number]): Promise<void> {
  const { name, lastValue, isCalled } = sequence;
  const { rowCount } = await client.query(
    `SELECT setval(oid::regclass, $2, $3) FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' AND relname = $1`,
    [name, lastValue, isCalled],
  );
  if (rowCount !== 1)
    throw new Refusal('BAD_INPUT', `The backup has a sequence ${name} that its migrations do not make.`);
}
