import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inTransaction } from '@plenary/platform/database';
import { askForWork, defineJob } from '@plenary/platform/queue';
import { parseSettings, type SettingTexts } from '@plenary/platform/settings';
import {
  aReleasedEvent,
  createDatabase,
  createTestBench,
  eventually,
  testServer,
  startApiProcess,
  startMailServer,
  type TestBench,
} from '@plenary/testing';
import { aCategory, aRegistration } from '@plenary/testing/api';
import { z } from 'zod';
import { examine, type Finding } from '../src/doctor/examine.js';
import { openDatabase } from '../src/launcher/database.js';
import { withClient } from './backup-kit.js';
import { plenary, root, startWorker } from './kit.js';

const folder = mkdtempSync(join(tmpdir(), 'plenary-doctor-'));
const disk = join(folder, 'disk');
mkdirSync(disk);
/** Root may mount a small disk; others can't, and see the test skipped. */
const mounted =
  process.getuid?.() === 0 &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]).status === 0;
let bench: TestBench;

beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(async () => {
  if (mounted) spawnSync('umount', ['--lazy', disk]);
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What one check finds with these settings over those of the bench. */
async function found(name: string, settings: SettingTexts = {}): Promise<Finding | undefined> {
  const parsed = parseSettings({ ...bench.settings, ...settings }, folder);
  return (await examine(parsed, folder)).find((finding) => finding.name === name);
}

async function onDatabase(sql: string): Promise<void> {
  await withClient(bench.database.url, (client) => client.query(sql));
}

function setting(name: string): string {
  const database = new URL(bench.database.url).pathname.slice(1);
  return `ALTER DATABASE ${database} ${name}`;
}

test('where all runs and is well it says so of everything, and exits with 0', async () => {
  const processes = async () => (await found('processes'))?.message;
  expect(await processes()).toBe('Nothing runs.');
  const api = await startApiProcess(bench);
  expect(await found('processes')).toMatchObject({
    state: 'wrong',
    message: 'An API runs, and no worker: no mail is sent, and nothing is published.',
  });
  const worker = startWorker(bench);
  await eventually(async () => (await processes()) === 'An API and a worker run.', 120_000);
  const { status, stdout } = await plenary(bench.settings, 'doctor', '--json');
  const { ok, checks }: { ok: boolean; checks: Finding[] } = JSON.parse(stdout);
  const names =
    'node keys disk address proxy demo mail storage database migrations same-keys limits clock processes work';
  expect(checks.map(({ name }) => name.replace('same keys', 'same-keys'))).toEqual([
    ...names.split(' '),
    'failed jobs',
    'registrations',
    'files',
  ]);
  // This machine's own disk may be what it likes.
  expect(checks.filter(({ name, state }) => state !== 'ok' && name !== 'disk')).toEqual([]);
  expect([status, ok]).toEqual([0, true]);
  api.child.process.kill('SIGTERM');
  await api.child.ended;
  await eventually(async () => (await processes()) === 'A worker runs, and no API: nobody reaches it.');
  worker.process.kill('SIGTERM');
  await worker.ended;
}, 300_000);

test('where something is wrong it says what and what to do, a line each, and exits with 1', async () => {
  const { status, stdout, stderr } = await plenary({ ...bench.settings, TRUST_PROXY: '0.0.0.0/0' }, 'doctor');
  expect([status, stderr.trim()]).toEqual([1, '1 thing of 18 wrong.']);
  const lines = stdout.split('\n');
  const at = lines.findIndex((line) => line.startsWith('WRONG'));
  expect(lines.slice(at, at + 2)).toEqual([
    'WRONG  proxy          TRUST_PROXY is 0.0.0.0/0: anybody may say where a request comes from.',
    '                      → Name only the addresses of the proxies themselves.',
  ]);
});

test('settings that are none stop it, as they stop the start', async () => {
  const { status, stderr } = await plenary({ ...bench.settings, PORT: 'http' }, 'doctor');
  expect([status, stderr.trim()]).toEqual([1, 'PORT: must be a port number from 1 to 65535']);
});

const hostNode = '/usr/bin/node';
const major = Number(
  /^v(\d+)/.exec(spawnSync(hostNode, ['--version'], { encoding: 'utf8' }).stdout)?.[1] ?? 0,
);
(major > 0 && major < 24 ? test : test.skip)('an old Node is wrong (needs a machine that has one)', () => {
  const command = join(root, 'apps/plenary/dist/command-line.js');
  const { stdout } = spawnSync(hostNode, [command, 'doctor'], {
    cwd: folder,
    env: { ...bench.settings },
    encoding: 'utf8',
  });
  expect(stdout).toMatch(/^WRONG {2}node +Node \d+\.\d+\.\d+ is too old\.$/m);
});

describe('settings', () => {
  const lan = { HOST: '0.0.0.0' };
  const https = { PUBLIC_URL: 'https://meeting.example.org' };
  test.each<[string, SettingTexts, string, string]>([
    ['address', {}, 'ok', 'Only this machine reaches it, at http://127.0.0.1:3000.'],
    ['address', https, 'ok', 'People reach it at https://meeting.example.org.'],
    [
      'address',
      { PUBLIC_URL: 'http://meeting.example.org' },
      'wrong',
      'PUBLIC_URL is http://meeting.example.org: sign-in links and cookies can be read on their way.',
    ],
    [
      'address',
      lan,
      'warn',
      'The server listens at 0.0.0.0, and mails point to http://127.0.0.1:3000, where nobody else gets.',
    ],
    [
      'address',
      { PUBLIC_URL: 'http://[::1]:3000' },
      'ok',
      'Only this machine reaches it, at http://[::1]:3000.',
    ],
    ['proxy', { ...https, TRUST_PROXY: '10.0.0.1' }, 'ok', '10.0.0.1 may say where requests come from.'],
    [
      'proxy',
      https,
      'warn',
      'PUBLIC_URL is https, so a proxy is in front, and TRUST_PROXY does not name it: limits count everybody as one.',
    ],
    [
      'proxy',
      { TRUST_PROXY: '10.0.0.1,::/0' },
      'wrong',
      'TRUST_PROXY is ::/0: anybody may say where a request comes from.',
    ],
    ['demo', { DEMO: 'on' }, 'ok', 'It is on, for this machine alone.'],
    [
      'demo',
      { ...https, DEMO: 'on' },
      'wrong',
      'DEMO is on where others get: invented events, and mail for everybody to read.',
    ],
    ['mail', https, 'warn', 'No server is set: mail is kept, and nobody gets any.'],
  ])('%s with %j is %s', async (name, settings, state, message) => {
    expect(await found(name, settings)).toMatchObject({ state, message });
  });

  test('a mail server that takes mail is well, and wrong once it has stopped', async () => {
    const server = await startMailServer();
    const host = `127.0.0.1:${String(server.port)}`;
    const settings = { SMTP_URL: `smtp://${host}` };
    expect(await found('mail', settings)).toMatchObject({ state: 'ok', message: `${host} takes mail.` });
    await server.close();
    const stopped = await found('mail', { SMTP_URL: `smtp://me:hush@${host}` });
    expect(stopped).toMatchObject({
      state: 'wrong',
      message: `The mail server at ${host} does not take mail (ECONNREFUSED).`,
    });
    expect(JSON.stringify(stopped)).not.toContain('hush');
  });
});

test('keys are to be there, whole, and for their owner alone', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'plenary-data-'));
  chmodSync(dataDir, 0o755);
  const settings = parseSettings({ DATA_DIR: dataDir, DEMO: 'off' }, folder);
  const keys = async () => (await examine(settings, folder)).find(({ name }) => name === 'keys');
  expect(await keys()).toMatchObject({ state: 'ok', message: 'The first start makes them.' });
  await (await openDatabase(settings)).close();
  expect(await keys()).toMatchObject({ state: 'wrong', message: 'The secret key is gone.' });
  const file = (name: string): string => join(dataDir, 'keys', name);
  mkdirSync(join(dataDir, 'keys'));
  for (const name of ['secret', 'signing']) writeFileSync(file(name), 'A'.repeat(43), { mode: 0o600 });
  expect(await keys()).toMatchObject({ state: 'ok', message: 'Both are there.' });
  chmodSync(file('signing'), 0o640);
  expect(await keys()).toMatchObject({ state: 'wrong', message: `Others can read ${file('signing')}.` });
  chmodSync(file('signing'), 0o600);
  writeFileSync(file('secret'), 'short');
  expect(await keys()).toMatchObject({
    state: 'wrong',
    message: `${file('secret')} is no key of 32 bytes in base64url.`,
  });
  rmSync(file('secret'));
  expect(await keys()).toMatchObject({ state: 'wrong', message: 'The secret key is gone.' });
  rmSync(dataDir, { recursive: true, force: true });

  const env = join(folder, '.env');
  writeFileSync(env, 'PORT=3000\n', { mode: 0o644 });
  expect(await found('keys')).toMatchObject({ state: 'ok' });
  writeFileSync(env, 'PORT=3000\nSECRET_KEY=x\n');
  expect(await found('keys')).toMatchObject({
    state: 'warn',
    message: `Others can read ${env}, which has SECRET_KEY.`,
  });
  rmSync(env);

  expect(await found('same keys', { SIGNING_KEY: 'A'.repeat(43) })).toMatchObject({
    state: 'wrong',
    message: 'SIGNING_KEY is gone, or is not the key that the database was made with: nothing starts.',
  });
});

(mounted ? test : test.skip)('a disk that is nearly full is wrong (needs root to mount one)', async () => {
  expect(await found('disk', { ARTIFACTS_URL: `file:${disk}/files` })).toMatchObject({
    state: 'wrong',
    message: `0.0 GB are free for ${disk}/files.`,
  });
});

describe('storage', () => {
  test('that takes no file is wrong', async () => {
    const file = join(folder, 'plain-file');
    writeFileSync(file, '');
    expect(await found('storage', { ARTIFACTS_URL: `file:${file}` })).toMatchObject({ state: 'wrong' });
    const away = {
      ARTIFACTS_URL: 's3://minutes?endpoint=http%3A%2F%2F127.0.0.1%3A9',
      S3_ACCESS_KEY: 'a',
      S3_SECRET_KEY: 'hush',
    };
    expect(await found('storage', away)).toMatchObject({
      state: 'wrong',
      message: 's3://minutes/ does not take files (The storage of files cannot be reached just now).',
    });
  });

  test('files without a row are told, and rows without a file are wrong', async () => {
    const { storage, prisma } = bench.services;
    expect(await found('files')).toMatchObject({ state: 'ok', message: '0 files, each named by a row.' });
    const { key } = await storage.put('artifacts', Buffer.from('left by a process that was killed'));
    expect(await found('files')).toMatchObject({ state: 'ok' });
    const old = new Date('2026-01-01T00:00:00Z');
    utimesSync(join(String(bench.settings.DATA_DIR), 'files', key), old, old);
    expect(await found('files')).toMatchObject({
      state: 'warn',
      message: `1 file that no row names, as a process leaves that was killed: ${key}.`,
    });
    const row = {
      actorKind: 'operator',
      purpose: 'transcript',
      mediaType: 'text/vtt',
      bytes: 1,
      sha256: '',
      storageKey: key,
    };
    await prisma.upload.create({ data: row });
    expect(await found('files')).toMatchObject({ state: 'ok', message: '1 file, each named by a row.' });
    await storage.delete(key);
    expect(await found('files')).toMatchObject({
      state: 'wrong',
      message: `1 file that rows name is gone: ${key}.`,
    });
    await prisma.upload.deleteMany();
  });
});

describe('the database', () => {
  test('that is away is wrong, and what is in it is left out', async () => {
    const findings = await examine(
      parseSettings(
        { ...bench.settings, DATABASE_URL: 'postgres://me:hush@127.0.0.1:1/plenary_test' },
        folder,
      ),
      folder,
    );
    expect(findings.map(({ name }) => name)).toEqual(
      'node keys disk address proxy demo mail storage database'.split(' '),
    );
    expect(findings.at(-1)).toMatchObject({ state: 'wrong' });
    expect(JSON.stringify(findings)).not.toContain('hush');
  });

  test('in an encoding that knows no other scripts is wrong', async () => {
    const name = 'plenary_test_latin';
    await withClient(testServer().url, (client) =>
      client.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'`),
    );
    const url = new URL(testServer().url);
    url.pathname = `/${name}`;
    expect(await found('database', { DATABASE_URL: url.href })).toMatchObject({
      state: 'wrong',
      message: 'The database is in LATIN1: names in other scripts are refused.',
    });
    await withClient(testServer().url, (client) => client.query(`DROP DATABASE ${name}`));
  });

  test('that takes no writes is wrong', async () => {
    await onDatabase(setting('SET default_transaction_read_only = on'));
    expect(await found('database')).toMatchObject({ state: 'wrong' });
    await withClient(bench.database.url, async (client) => {
      await client.query('SET default_transaction_read_only = off');
      await client.query(setting('RESET default_transaction_read_only'));
    });
    expect(await found('database')).toMatchObject({ state: 'ok' });
  });

  test('that ends idle connections is told', async () => {
    await onDatabase(setting(`SET idle_session_timeout = '10min'`));
    expect(await found('limits')).toMatchObject({ state: 'warn' });
    await onDatabase(setting('RESET idle_session_timeout'));
    expect(await found('limits')).toMatchObject({ state: 'ok' });
  });

  test.each([
    [
      'lacks a migration',
      `DELETE FROM _prisma_migrations WHERE migration_name LIKE '%first_tables'`,
      'wrong',
      /^Not applied: 2\d+_first_tables\.$/,
    ],
    [
      'was made from another file',
      `UPDATE _prisma_migrations SET checksum = 'x' WHERE migration_name LIKE '%first_tables'`,
      'wrong',
      /^Applied from another file than this program has: 2\d+_first_tables\.$/,
    ],
    [
      'is newer',
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '99999999999999_more', now())`,
      'warn',
      /^The database is newer than this program: it has 99999999999999_more\.$/,
    ],
  ])('that %s is told', async (_what, sql, state, message) => {
    const database = await createDatabase();
    await withClient(database.url, (client) => client.query(sql));
    expect(await found('migrations', { DATABASE_URL: database.url })).toMatchObject({
      state,
      message: expect.stringMatching(message),
    });
    await database.drop();
  });

  test('whose clock is another than this machine’s is wrong', async () => {
    const clock = join(folder, 'clock');
    writeFileSync(clock, new Date(Date.now() + 3_600_000).toISOString());
    expect(await found('clock', { CLOCK: clock })).toMatchObject({
      state: 'wrong',
      message: expect.stringMatching(
        /^The clocks of this machine and of the database are 3[56]\d\d\.\d s apart\.$/,
      ),
    });
  });
});

test('work that waits for long is wrong, and what has failed is told', async () => {
  const { prisma } = bench.services;
  const job = defineJob('lost', z.object({}).strict());
  const id = await inTransaction(bench.operator, (tx) => askForWork(tx, job, {}, null));
  expect(await found('work')).toMatchObject({ state: 'ok' });
  const ago = (seconds: number): Date => new Date(Date.now() - seconds * 1_000);
  await prisma.outbox.update({ where: { id }, data: { createdAt: ago(300) } });
  expect(await found('work')).toMatchObject({ state: 'warn' });
  await prisma.outbox.update({ where: { id }, data: { createdAt: ago(7_200) } });
  expect(await found('work')).toMatchObject({
    state: 'wrong',
    message: expect.stringMatching(/^1 job not done, the oldest for 72\d\d s\.$/),
  });
  expect(await found('failed jobs')).toMatchObject({ state: 'ok' });
  await prisma.outbox.update({ where: { id }, data: { failedAt: new Date() } });
  expect(await found('work')).toMatchObject({ state: 'ok' });
  expect(await found('failed jobs')).toMatchObject({ state: 'warn', message: 'Given up: 1 lost.' });
  await prisma.outbox.deleteMany();
});

test('quotas are counted, and a place that is free while somebody waits is told', async () => {
  const ctx = await aReleasedEvent(bench.operator);
  const category = await aCategory(ctx, { key: 'guest', places: 1, online: 0 });
  await aRegistration(ctx, category);
  await aRegistration(ctx, category);
  expect(await found('registrations')).toMatchObject({
    state: 'ok',
    message: '1 place held of 1 that are limited, 1 waiting.',
  });
  await ctx.db.quota.updateMany({ where: { eventId: ctx.event.id, mode: 'ON_SITE' }, data: { places: 2 } });
  expect(await found('registrations')).toMatchObject({
    state: 'warn',
    message: `1 place held of 2 that are limited, 1 waiting. Somebody waits while a place is free: ${ctx.event.slug} guest ON_SITE.`,
  });
  await ctx.db.quota.updateMany({ where: { eventId: ctx.event.id, mode: 'ON_SITE' }, data: { places: 1 } });
});
