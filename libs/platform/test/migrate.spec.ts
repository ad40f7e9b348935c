import { readdirSync } from 'node:fs';
import { createDatabase, eventually } from '@plenary/testing';
import { migrate, readMigrations } from '@plenary/platform/migrate';
import { findDrift, readCatalogue } from '@plenary/testing/schema';
import pg from 'pg';

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

describe('migrations', () => {
  test('applied by two at once are applied once', async () => {
    const database = await createDatabase({ empty: true });
    const [first, second] = await Promise.all([migrate(database.url), migrate(database.url)]);
    const folders = readdirSync('prisma/migrations', { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect([...first, ...second]).toEqual(folders.map((entry) => entry.name).sort());
    expect(await migrate(database.url)).toEqual([]);
    await database.drop();
  });

  test('one that was edited after it was applied is refused', async () => {
    const database = await createDatabase({ empty: true });
    await migrate(database.url, [{ name: '1_first', sql: 'SELECT 1', checksum: 'a' }]);
    await expect(
      migrate(database.url, [{ name: '1_first', sql: 'SELECT 2', checksum: 'b' }]),
    ).rejects.toThrow('Migration 1_first was edited after it was applied to this database.');
    await database.drop();
  });

  test('one that fails leaves nothing behind, and runs again once it is mended', async () => {
    const database = await createDatabase({ empty: true });
    const broken = { name: '1_first', sql: 'CREATE TABLE a (b int); SELECT 1 / 0', checksum: 'a' };
    await expect(migrate(database.url, [broken])).rejects.toThrow('Migration 1_first failed');
    const mended = { ...broken, sql: 'CREATE TABLE a (b int)' };
    expect(await migrate(database.url, [mended])).toEqual(['1_first']);
    await database.drop();
  });
});

test('one that waits for a table lets everybody else pass, and is applied once the table is free', async () => {
  const database = await createDatabase();
  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    return client;
  };
  const [backup, reader, watcher] = [await connect(), await connect(), await connect()];
  await backup.query('BEGIN');
  await backup.query('LOCK TABLE "Room" IN ACCESS SHARE MODE');
  const more = { name: '99999999999999_rooms_got_a_floor', checksum: 'a' };
  const sql = 'ALTER TABLE "Room" ADD COLUMN "floor" INTEGER';
  const migrating = migrate(database.url, [...readMigrations(), { ...more, sql }]);
  const waits = `SELECT FROM pg_locks WHERE relation = '"Room"'::regclass AND mode = 'AccessExclusiveLock' AND NOT granted`;
  await eventually(async () => (await watcher.query(waits)).rowCount === 1);
  // Behind it in the queue: served although the backup holds the table still.
  expect((await reader.query('SELECT FROM "Room"')).rowCount).toBe(0);
  await backup.query('COMMIT');
  expect(await migrating).toEqual([more.name]);
  for (const client of [backup, reader, watcher]) await client.end();
  await database.drop();
});

describe('drift', () => {
  test('there is none between schema, migrations and a migrated database', async () => {
    const database = await createDatabase();
    expect(await findDrift(database.url)).toEqual({ schema: '', database: [] });
    await database.drop();
  });

  test.each([
    [
      'an exclusion constraint',
      'ALTER TABLE "ReleaseSlot" DROP CONSTRAINT "ReleaseSlot_no_room_overlap"',
      /^constraint public\.ReleaseSlot/,
    ],
    [
      'a check',
      'ALTER TABLE "Event" DROP CONSTRAINT "Event_days_in_order"',
      /^constraint public\.Event\.Event_days_in_order CHECK/,
    ],
    [
      'a partial index',
      'DROP INDEX "Edition_one_published"',
      /^index CREATE UNIQUE INDEX "Edition_one_published"/,
    ],
    ['a trigger', 'DROP TRIGGER "AuditEntry_never_changed" ON "AuditEntry"', /^trigger public\.AuditEntry/],
    ['a column', 'ALTER TABLE "Room" DROP COLUMN capacity', /^column public\.Room\.capacity/],
  ])('%s that was dropped is named', async (_what, sql, expected) => {
    const database = await createDatabase();
    const before = await readCatalogue(database.url);
    await execute(database.url, sql);
    const after = new Set(await readCatalogue(database.url));
    const missing = before.filter((line) => !after.has(line));
    expect(missing.some((line) => expected.test(line))).toBe(true);
    await database.drop();
  });
});
