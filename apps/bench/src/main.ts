import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate } from '@plenary/platform/migrate';
import { ensureDatabase, freePort, useEmbeddedPostgres } from '@plenary/platform/postgres';
import { startChild } from '@plenary/testing';
import { printTable, type Row } from './harness.js';
import { programRows } from './program-rows.js';
import { findingsRows } from './findings-rows.js';
import { largeProgramRows } from './large-program-rows.js';
import { liveRows } from './live-row.js';
import { publicationRow } from './publication-row.js';
import { queueRows } from './queue-rows.js';
import { startRow } from './start-row.js';
import { writeRow } from './write-row.js';

const launcher = fileURLToPath(new URL('../../plenary/dist/start.js', import.meta.url));

/** The rows by what they look at, in the order in which they run. */
const subjects = ['reads', 'start', 'live', 'write', 'queue', 'findings', 'program', 'publication'] as const;
type Subject = (typeof subjects)[number];

/** Runs the rows on an installation of their own, with the demonstration loaded. */
async function measure(folder: string, wanted: ReadonlySet<Subject>): Promise<Row[]> {
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  const port = await freePort();
  const rows: Row[] = [];
  const program = startChild(process.execPath, [launcher], {
    env: { DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'error', NODE_NO_WARNINGS: '1' },
  });
  await program.waitFor(/Plenary is ready/, 60_000);
  if (wanted.has('reads')) rows.push(...(await programRows(port, folder)));
  program.process.kill('SIGTERM');
  await program.ended;
  if (wanted.has('start')) rows.push(await startRow(dataDir, folder));
  const server = await useEmbeddedPostgres({ dataDir });
  const databaseUrl = await ensureDatabase(server, 'plenary_test_bench');
  await migrate(databaseUrl);
  if (wanted.has('live')) rows.push(...(await liveRows(databaseUrl, folder)));
  if (wanted.has('write')) rows.push(await writeRow(databaseUrl, folder));
  if (wanted.has('queue')) rows.push(...(await queueRows(databaseUrl, folder)));
  if (wanted.has('findings')) rows.push(...(await findingsRows()));
  if (wanted.has('program')) rows.push(...(await largeProgramRows(databaseUrl, folder)));
  if (wanted.has('publication')) rows.push(await publicationRow(databaseUrl, folder));
  await server.release();
  return rows;
}

const named = process.argv.slice(2);
const unknown = named.filter((name) => !subjects.some((subject) => subject === name));
if (unknown.length > 0) {
  process.stderr.write(`Unknown: ${unknown.join(', ')}. There are: ${subjects.join(', ')}.\n`);
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'plenary-bench-'));
// The database's own user must reach it.
chmodSync(folder, 0o755);
const wanted = new Set(subjects.filter((subject) => named.length === 0 || named.includes(subject)));
const rows = await measure(folder, wanted);
rmSync(folder, { recursive: true, force: true });
const out = resolve(process.env['DATA_DIR'] ?? '.data');
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'bench.json'), `${JSON.stringify(rows, null, 2)}\n`);
process.stdout.write(`${printTable(rows)}\n`);
process.exit(rows.every(({ met }) => met) ? 0 : 1);
