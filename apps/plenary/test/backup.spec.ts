import { enterEvent } from '@plenary/platform';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { authenticate, requestSignInLink, signIn } from '@plenary/identity';
import { deliver, signInMail } from '@plenary/mail';
import { migrate, readMigrations } from '@plenary/platform/migrate';
import { createTestBench, eventually, type TestBench } from '@plenary/testing';
import { readCatalogue } from '@plenary/testing/schema';
import { anEmptyPlace, anInstallation, backUp, keysOf, rowsOf, withClient } from './backup-kit.js';
import { plenary, startWorker } from './kit.js';
import { seenByThePublic } from './publication-kit.js';

const folder = mkdtempSync(join(tmpdir(), 'plenary-backups-'));
/** Root may mount a small disk; others can't, and see the test skipped. */
const disk = join(folder, 'disk');
mkdirSync(disk);
const mounted =
  process.getuid?.() === 0 &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', disk]).status === 0;
const onSmallDisk = mounted ? test : test.skip;

let bench: TestBench;
let installation: Awaited<ReturnType<typeof anInstallation>>;

beforeAll(async () => {
  bench = await createTestBench();
  installation = await anInstallation(bench);
});
afterAll(async () => {
  if (mounted) spawnSync('umount', ['--lazy', disk]);
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

let count = 0;
const aFile = (): string => join(folder, `backup-${String((count += 1))}.tar.gz`);

test('a backup by the command line is restored elsewhere, row for row and byte for byte', async () => {
  // Asked for, and handed to a queue that nobody has there.
  await requestSignInLink(bench.operator, { email: installation.email });
  await bench.services.prisma.outbox.updateMany({
    where: { doneAt: null },
    data: { dispatchedAt: new Date('2026-01-01T00:00:00Z') },
  });
  const file = aFile();
  const taken = await plenary(bench.settings, 'backup', file, '--json');
  expect([taken.status, JSON.parse(taken.stdout)]).toEqual([
    0,
    {
      file,
      bytes: statSync(file).size,
      takenAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT[\d:.]{12}Z$/),
      tables: Object.keys(await rowsOf(bench.database.url)).length,
      rows: Object.values(await rowsOf(bench.database.url)).flat().length,
      // A page, a PDF, the model, the manifest, a transcript, and an upload that nothing used.
      files: 6,
      missing: [],
      changed: [],
      keys: false,
    },
  ]);
  const place = await anEmptyPlace(bench);
  const restored = await plenary(place.settings, 'restore', file, '--json');
  expect([restored.status, JSON.parse(restored.stdout)]).toMatchObject([
    0,
    { files: 6, missing: [], migrated: [], keys: { secret: 'same', signing: 'same' }, undone: 1 },
  ]);
  expect(await rowsOf(place.database.url)).toEqual(await rowsOf(bench.database.url));
  expect(await readCatalogue(place.database.url)).toEqual(await readCatalogue(bench.database.url));
  expect(await keysOf(place.storage)).toEqual(await keysOf(bench.services.storage));
  for (const key of await keysOf(place.storage))
    expect(await place.storage.read(key)).toEqual(await bench.services.storage.read(key));

  const there = await place.open();
  expect(
    (await authenticate(there.services, { session: installation.cookie, authorization: undefined }, 'test'))
      .actor.kind,
  ).toBe('account');
  expect(await signIn(there.operator, installation.link)).toMatch(/^[\w-]{43}$/);
  const { event } = installation.ctx;
  expect(await seenByThePublic(enterEvent(there.operator, event))).toBe('whole');
  // What holds off changes holds again.
  const edit = there.services.prisma.turn.updateMany({ data: { language: 'ja' } });
  await expect(edit).rejects.toThrow(/frozen/);
  const worker = startWorker(there);
  await eventually(async () => (await there.services.prisma.keptMail.count()) === 1);
  worker.process.kill('SIGTERM');
  expect(await worker.ended).toBe(0);
  await there.close();
  await place.close();
}, 120_000);

describe('a backup', () => {
  test('has no mail that was kept instead of sent, for its links are live', async () => {
    const email = 'somebody@example.org';
    const secret = 'sWkq0kDoVQ2mZ7rYxE4n1A';
    const mail = signInMail('en', { url: `http://127.0.0.1:3000/sign-in#${secret}`, minutes: 10 });
    await deliver(bench.operator, randomUUID(), email, mail);
    const file = aFile();
    const { manifest } = await backUp(bench, file);
    expect(manifest.tables.find(({ name }) => name === 'KeptMail')?.rows).toBe(0);
    expect(gunzipSync(readFileSync(file)).includes(secret)).toBe(false);
    expect(await bench.services.prisma.keptMail.deleteMany()).toEqual({ count: 1 });
  });

  test('is its owner’s alone to read, replaces nothing unasked, and leaves nothing beside it', async () => {
    const file = aFile();
    await backUp(bench, file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const before = readFileSync(file);
    await expect(backUp(bench, file)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(readFileSync(file)).toEqual(before);
    await backUp(bench, file, { force: true });
    expect(readFileSync(file)).not.toEqual(before);
    await expect(backUp(bench, join(folder, 'nowhere', 'backup'))).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('that is interrupted leaves nothing', async () => {
    const file = aFile();
    const interrupted = new AbortController();
    const progress = (): void => {
      interrupted.abort();
    };
    await expect(backUp(bench, file, { signal: interrupted.signal, progress })).rejects.toThrow();
    expect(readdirSync(folder).filter((name) => name.includes(file.slice(folder.length + 1)))).toEqual([]);
  });

  test('tells of files that are gone or are not what their rows say, and holds the others', async () => {
    const other = await createTestBench();
    const there = await anInstallation(other);
    const { storage, prisma } = other.services;
    const upload = await prisma.upload.findUniqueOrThrow({ where: { id: there.uploadId } });
    await storage.delete(upload.storageKey);
    const page = await prisma.artifact.findFirstOrThrow({ where: { name: 'minutes.html' } });
    await storage.delete(page.storageKey);
    await storage.putAt(page.storageKey, Readable.from([Buffer.from('another page')]), 100);
    const file = aFile();
    const { manifest, changed } = await backUp(other, file);
    expect([manifest.files.length, manifest.missing, changed]).toEqual([
      5,
      [upload.storageKey],
      [page.storageKey],
    ]);
    const place = await anEmptyPlace(other);
    expect((await place.restore(file)).manifest.missing).toEqual([upload.storageKey]);
    await place.close();
    await other.close();
  });

  test('of a database that was never used is refused', async () => {
    const place = await anEmptyPlace(bench);
    const nothing = backUp(bench, aFile(), { databaseUrl: place.database.url });
    await expect(nothing).rejects.toMatchObject({ code: 'CONFLICT' });
    await place.close();
  });

  test.each([
    ['newer than this program', () => [], /^The backup is newer than this program \(it has 2026/],
    [
      'of another program',
      () => readMigrations().map((one) => ({ ...one, checksum: '0'.repeat(64) })),
      /^The backup was taken by another program: its migration 2026\S+ differs\.$/,
    ],
  ])('that is %s is refused', async (_what, migrations, message) => {
    const file = aFile();
    await backUp(bench, file);
    const place = await anEmptyPlace(bench);
    await expect(place.restore(file, { migrations: migrations() })).rejects.toThrow(message);
    expect(await rowsOf(place.database.url)).toEqual({});
    await place.close();
  });

  test('of an older program is restored on its own schema, and migrated after that', async () => {
    const numbers = {
      name: '99999999999998_numbers_were_added',
      sql: `CREATE TABLE "Number" (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "after" bigint REFERENCES "Number",
              double bigint GENERATED ALWAYS AS (id * 2) STORED)`,
      checksum: 'a'.repeat(64),
    };
    const old = await createTestBench();
    await migrate(old.database.url, [...readMigrations(), numbers]);
    await withClient(old.database.url, async (client) => {
      await client.query(`INSERT INTO "Number" ("after") VALUES (NULL), (1), (2)`);
      await client.query(`DELETE FROM "Number" WHERE id = 3`);
      await client.query(`UPDATE "Number" SET "after" = 2 WHERE id = 1`);
    });
    const file = aFile();
    await backUp(old, file);
    const place = await anEmptyPlace(bench);
    const newer = {
      name: '99999999999999_numbers_became_signs',
      sql: `ALTER TABLE "Number" RENAME TO "Sign"; ALTER TABLE "Sign" ADD COLUMN colour text NOT NULL DEFAULT 'red'`,
      checksum: 'b'.repeat(64),
    };
    const { migrated } = await place.restore(file, { migrations: [...readMigrations(), numbers, newer] });
    expect(migrated).toEqual([newer.name]);
    const signs = await withClient(place.database.url, async (client) => {
      await client.query(`INSERT INTO "Sign" DEFAULT VALUES`);
      return (await client.query(`SELECT id::int, "after"::int, double::int, colour FROM "Sign" ORDER BY id`))
        .rows;
    });
    expect(signs).toEqual([
      { id: 1, after: 2, double: 2, colour: 'red' },
      { id: 2, after: 1, double: 4, colour: 'red' },
      { id: 4, after: null, double: 8, colour: 'red' },
    ]);
    await place.close();
    await old.close();
  });
});

describe('a restore', () => {
  test('takes what a server has made by itself for nothing, and refuses what would be lost', async () => {
    const file = aFile();
    await backUp(bench, file);
    const place = await anEmptyPlace(bench, { migrated: true });
    await withClient(place.database.url, async (client) => {
      await client.query(`INSERT INTO "Schedule" VALUES ('forget-old-work', now())`);
      await client.query(`INSERT INTO "Account" (id, email) VALUES (gen_random_uuid(), 'me@example.org')`);
    });
    const before = await rowsOf(place.database.url);
    await expect(place.restore(file)).rejects.toThrow('The database is not empty: Account has rows.');
    expect(await rowsOf(place.database.url)).toEqual(before);
    await withClient(place.database.url, (client) => client.query('DELETE FROM "Account"'));
    await place.restore(file);
    expect(await rowsOf(place.database.url)).toEqual(await rowsOf(bench.database.url));
    await expect(place.restore(file)).rejects.toMatchObject({ code: 'CONFLICT' });
    await place.close();
  });

  test('refuses while a server runs', async () => {
    const file = aFile();
    await backUp(bench, file);
    const place = await anEmptyPlace(bench, { migrated: true });
    const there = await place.open();
    await expect(place.restore(file)).rejects.toThrow(/^Stop the server first: .* \(plenary live\)\.$/);
    await there.close();
    await place.close();
  });

  test('of a database with tables of somebody else is refused', async () => {
    const file = aFile();
    await backUp(bench, file);
    const place = await anEmptyPlace(bench);
    await withClient(place.database.url, (client) => client.query('CREATE TABLE notes (text text)'));
    await expect(place.restore(file)).rejects.toThrow('The database has a table notes that is not ours');
    await place.close();
  });

  test('that is killed before its end has changed no row, and the next one goes through', async () => {
    const file = aFile();
    await backUp(bench, file);
    const place = await anEmptyPlace(bench);
    bench.arm('restore-uncommitted', 'kill');
    expect((await plenary(place.settings, 'restore', file)).status).toBe('SIGKILL');
    expect(await rowsOf(place.database.url)).toEqual({});
    // It waits for the server to notice that the first is gone.
    await eventually(async () => (await plenary(place.settings, 'restore', file)).status === 0);
    expect(await rowsOf(place.database.url)).toEqual(await rowsOf(bench.database.url));
    await place.close();
  }, 120_000);

  test('that fails leaves neither a row nor a file, but files that were there', async () => {
    const file = aFile();
    await backUp(bench, file);
    const place = await anEmptyPlace(bench);
    const [first = ''] = await keysOf(bench.services.storage);
    await place.storage.putAt(first, Readable.from([await bench.services.storage.read(first)]), 1_000_000);
    bench.arm('restore-uncommitted', 'throw');
    await expect(place.restore(file)).rejects.toThrow('Failpoint restore-uncommitted');
    expect([await rowsOf(place.database.url), await keysOf(place.storage)]).toEqual([{}, [first]]);
    await place.storage.delete(first);
    await place.storage.putAt(first, Readable.from([Buffer.from('of somebody else')]), 100);
    await expect(place.restore(file)).rejects.toThrow(`The storage has another file under ${first}`);
    expect((await place.storage.read(first)).toString()).toBe('of somebody else');
    await place.close();
  });
});

onSmallDisk(
  'a full disk is told in a line, and no part of a backup is left (needs root to mount one)',
  async () => {
    const full = await plenary(bench.settings, 'backup', join(disk, 'backup'));
    expect([full.status, full.stderr.trim().split('\n').at(-1)]).toEqual([
      1,
      `There is no room left for the backup in ${disk}.`,
    ]);
    expect(readdirSync(disk)).toEqual([]);
  },
);
