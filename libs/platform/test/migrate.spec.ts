import { readdirSync } from 'node:fs';
import { createDatabase } from '@plenary/testing';
import { migrate } from '@plenary/platform/migrate';
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
