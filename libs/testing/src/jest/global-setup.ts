import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@plenary/platform/migrate';
import { ensureDatabase, useEmbeddedPostgres } from '@plenary/platform/postgres';
import { templateName } from '../databases.js';
import { keepServer } from './server.js';

/** One server for the whole run, with one migrated database that every test file's own is cloned from. */
export default async function globalSetup(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'plenary-test-'));
  // The server's user must reach it.
  chmodSync(dataDir, 0o755);
  const configuration = [
    'fsync=off',
    'full_page_writes=off',
    'synchronous_commit=off',
    'max_connections=300',
  ];
  const server = await useEmbeddedPostgres({ dataDir, configuration });
  await migrate(await ensureDatabase(server, templateName));
  process.env['PLENARY_TEST_SERVER'] = server.url;
  keepServer({ server, dataDir });
}
