import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate } from '@plenary/platform/migrate';
import { ensureDatabase, freePort, useEmbeddedPostgres } from '@plenary/platform/postgres';
import { startChild } from '@plenary/testing';
import { printTable, type Row } from './harness.js';
import { programRows } from './program-rows.js';
import { liveRows } from './live-row.js';
import { publicationRow } from './publication-row.js';
import { startRow } from './start-row.js';

const launcher = fileURLToPath(new URL('../../plenary/dist/start.js', import.meta.url));

/** Runs every row on an installation of its own, with the demonstration loaded. */
async function measure(folder: string): Promise<Row[]> {
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  const port = await freePort();
  const program = startChild(process.execPath, [launcher], {
    env: { DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'error', NODE_NO_WARNINGS: '1' },
  });
  await program.waitFor(/Plenary is ready/, 60_000);
  const reads = await programRows(port, folder);
  program.process.kill('SIGTERM');
  await program.ended;
  const start = await startRow(dataDir, folder);
  const server = await useEmbeddedPostgres({ dataDir });
  const databaseUrl = await ensureDatabase(server, 'plenary_test_bench');
  await migrate(databaseUrl);
  const live = await liveRows(databaseUrl, folder);
  const publication = await publicationRow(databaseUrl, folder);
  await server.release();
  return [...reads, ...live, publication, start];
}

const folder = mkdtempSync(join(tmpdir(), 'plenary-bench-'));
// The database's own user must reach it.
chmodSync(folder, 0o755);
const rows = await measure(folder);
rmSync(folder, { recursive: true, force: true });
const out = resolve(process.env['DATA_DIR'] ?? '.data');
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'bench.json'), `${JSON.stringify(rows, null, 2)}\n`);
process.stdout.write(`${printTable(rows)}\n`);
process.exit(rows.every(({ met }) => met) ? 0 : 1);
