import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate } from '@plenary/platform/migrate';
import { ensureDatabase, freePort, useEmbeddedPostgres } from '@plenary/platform/postgres';
import { startChild } from '@plenary/testing';
import { printTable } from './harness.js';
import { operationRows } from './operation-rows.js';
import { programRows } from './program-rows.js';
import { findingsRows } from './findings-rows.js';
import { largeProgramRows } from './large-program-rows.js';
import { liveRows } from './live-row.js';
import { publicationRow } from './publication-row.js';
import { queueRows } from './queue-rows.js';
import { registrationRows } from './registration-rows.js';
import { Report } from './report.js';
import { startRow } from './start-row.js';
import { writeRow } from './write-row.js';

const launcher = fileURLToPath(new URL('../../plenary/dist/start.js', import.meta.url));

/** The rows by what they look at, in the order in which they run. */
const subjects = [
  'reads',
  'start',
  'live',
  'write',
  'operations',
  'queue',
  'findings',
  'program',
  'publication',
] as const;
type Subject = (typeof subjects)[number];

/** Runs the rows on an installation of their own, with the demonstration loaded. */
async function measure(report: Report, folder: string, wanted: ReadonlySet<Subject>): Promise<void> {
  const part = async (subject: Subject, rows: () => Promise<void>): Promise<void> => {
    if (wanted.has(subject)) await report.part(subject, rows);
  };
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  const port = await freePort();
  const program = startChild(process.execPath, [launcher], {
    env: { DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'error', NODE_NO_WARNINGS: '1' },
  });
  await program.waitFor(/Plenary is ready/, 60_000);
  await part('reads', () => programRows(report, port, folder));
  program.process.kill('SIGTERM');
  await program.ended;
  await part('start', () => report.row('npm start to ready', () => startRow(dataDir, folder)));
  const server = await useEmbeddedPostgres({ dataDir });
  const url = await ensureDatabase(server, 'plenary_test_bench');
  await migrate(url);
  await part('live', () => liveRows(report, url, folder));
  await part('write', () => report.row('write', () => writeRow(url, folder)));
  await part('operations', () => operationRows(report, url, folder));
  await part('operations', () => registrationRows(report, url, folder));
  await part('queue', () => queueRows(report, url, folder));
  await part('findings', () => findingsRows(report));
  await part('program', () => largeProgramRows(report, url, folder));
  await part('publication', () => report.row('publication', () => publicationRow(url, folder)));
  await server.release();
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
const report = new Report((line) => process.stdout.write(`${line}\n`));
await report.part('the installation', () => measure(report, folder, wanted));
rmSync(folder, { recursive: true, force: true });
const out = resolve(process.env['DATA_DIR'] ?? '.data');
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'bench.json'), `${JSON.stringify(report.rows, null, 2)}\n`);
process.stdout.write(`\n${printTable(report.rows)}\n`);
if (report.failed.length > 0) process.stdout.write(`Failed: ${report.failed.join(', ')}.\n`);
process.exit(report.met ? 0 : 1);
