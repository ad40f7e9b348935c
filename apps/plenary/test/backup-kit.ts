import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createSignInLinkFor, grantRole, signIn } from '@plenary/identity';
import { Storage, receiveUpload } from '@plenary/platform/storage';
import { parseSettings, type SettingTexts } from '@plenary/platform/settings';
import {
  aTranscript,
  createDatabase,
  createTestBench,
  type TestBench,
  type TestDatabase,
} from '@plenary/testing';
import pg from 'pg';
import { restoreBackup, type RestoreOptions, type Restored } from '../src/backup/restore-backup.js';
import { takeBackup, type Backup, type BackupOptions } from '../src/backup/take-backup.js';
import { startWorker } from './kit.js';
import { anApprovedEdition, finishesOnce, publishEdition } from './publication-kit.js';

/** An installation in use: minutes that are published, a file nobody used, somebody signed in, work that waits. */
export async function anInstallation(bench: TestBench) {
  const { ctx, editionId, version } = await anApprovedEdition(bench);
  const worker = startWorker(bench);
  await publishEdition(ctx, { editionId, version });
  await finishesOnce(ctx, editionId);
  worker.process.kill('SIGTERM');
  await worker.ended;
  const transcript = Buffer.from(aTranscript([['A', 'Hello']]));
  const { id: uploadId } = await receiveUpload(ctx, 'transcript', 'text/vtt', Readable.from([transcript]));
  const email = 'chief@example.org';
  await grantRole(bench.operator, { email, role: 'ADMIN', eventId: null });
  const link = async (): Promise<string> =>
    new URL(await createSignInLinkFor(bench.operator, email)).hash.slice(1);
  const cookie = await signIn(bench.operator, await link());
  return { ctx, editionId, uploadId, email, link: await link(), cookie };
}

/** A backup of the bench, as the command takes it. */
export function backUp(
  bench: TestBench,
  file: string,
  options: Partial<BackupOptions> = {},
): Promise<Backup> {
  return takeBackup({
    databaseUrl: bench.database.url,
    storage: bench.services.storage,
    keys: bench.services.keys,
    file,
    withKeys: false,
    force: false,
    signal: new AbortController().signal,
    progress: () => undefined,
    ...options,
  });
}

/** A place where nothing was yet. */
export interface EmptyPlace {
  readonly database: TestDatabase;
  readonly settings: SettingTexts;
  readonly storage: Storage;
  restore(file: string, options?: Partial<RestoreOptions>): Promise<Restored>;
  /** An installation on what was restored. */
  open(): Promise<TestBench>;
  close(): Promise<void>;
}

export async function anEmptyPlace(
  bench: TestBench,
  options: { readonly settings?: SettingTexts; readonly migrated?: boolean } = {},
): Promise<EmptyPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'plenary-place-'));
  const database = await createDatabase({ empty: options.migrated !== true });
  const settings: SettingTexts = {
    ...bench.settings,
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    ...options.settings,
  };
  const parsed = parseSettings(settings, folder);
  const storage = new Storage(parsed.files);
  return {
    database,
    settings,
    storage,
    restore: (file, others = {}) =>
      restoreBackup({
        file,
        databaseUrl: database.url,
        storage,
        settings: parsed,
        signal: new AbortController().signal,
        progress: () => undefined,
        ...others,
      }),
    open: () => createTestBench({ database, settings }),
    async close() {
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Every row of every table of ours, as sorted text: two databases with the same hold the same. */
export async function rowsOf(databaseUrl: string): Promise<Record<string, string[]>> {
  return withClient(databaseUrl, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`,
    );
    const found: Record<string, string[]> = {};
    for (const { name } of tables) {
      if (name === '_prisma_migrations') continue;
      const table = pg.escapeIdentifier(name);
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
      found[name] = rows.map(({ row }) => row).sort();
    }
    return found;
  });
}

export async function keysOf(storage: Storage): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of storage.list()) keys.push(key);
  return keys.sort();
}

export async function withClient<Result>(
  databaseUrl: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
