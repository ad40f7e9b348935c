import { Refusal } from '@plenary/platform';
import {
  appliedMigrations,
  readMigrations,
  type AppliedMigration,
  type Migration,
} from '@plenary/platform/migrate';
import type pg from 'pg';
import { listTables, quoted } from './tables.js';

/** What a server makes by itself, or strangers by asking for a link in vain: an empty installation may have it. */
const selfMade = new Set(['Schedule', 'Outbox', 'SignInRequest', 'KeyFingerprint']);

/** How a backup's schema is reached on the way to that of this program. */
export interface Way {
  /** Those of the backup. */
  readonly first: readonly Migration[];
  /** Those that came after it. */
  readonly then: readonly Migration[];
}

/**
 * @param taken the migrations of the backup
 * @param known those of this program
 * @throws {Refusal} CONFLICT where this program does not know all of the backup's
 */
export function findWay(
  taken: readonly AppliedMigration[],
  known: readonly Migration[] = readMigrations(),
): Way {
  const of = new Map(known.map((migration) => [migration.name, migration]));
  const first = taken.map(({ name, checksum }) => {
    const migration = of.get(name);
    if (migration === undefined)
      throw new Refusal(
        'CONFLICT',
        `The backup is newer than this program (it has ${name}): install the newer one.`,
      );
    if (migration.checksum !== checksum)
      throw new Refusal(
        'CONFLICT',
        `The backup was taken by another program: its migration ${name} differs.`,
      );
    return migration;
  });
  const names = new Set(taken.map(({ name }) => name));
  return { first, then: known.filter(({ name }) => !names.has(name)) };
}

/**
 * Holds that nobody works on the database, besides those that this command itself has connected.
 * @throws {Refusal} CONFLICT with what is connected
 */
export async function requireStopped(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT application_name AS name FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()
       AND application_name LIKE 'plenary %' AND application_name <> 'plenary launcher' ORDER BY 1`,
  );
  if (rows.length === 0) return;
  const names = rows.map(({ name }) => name).join(', ');
  throw new Refusal('CONFLICT', `Stop the server first: it is connected to the database (${names}).`);
}

/**
 * Holds that nothing would be lost, and clears away what an unused server makes by itself.
 * @returns whether the schema of the backup is there already
 * @throws {Refusal} CONFLICT where there is anything, or another schema
 */
export async function requireEmpty(client: pg.Client, way: Way): Promise<boolean> {
  const applied = await appliedMigrations(client);
  const tables = await listTables(client);
  if (applied.length === 0) {
    const [other] = tables;
    if (other === undefined) return false;
    throw new Refusal(
      'CONFLICT',
      `The database has a table ${other.name} that is not ours: restore into a new one.`,
    );
  }
  for (const table of tables) {
    await client.query(`LOCK TABLE ${quoted(table)} IN SHARE ROW EXCLUSIVE MODE`);
    if (selfMade.has(table.name)) continue;
    if ((await client.query(`SELECT FROM ${quoted(table)} LIMIT 1`)).rowCount === 0) continue;
    throw new Refusal(
      'CONFLICT',
      `The database is not empty: ${table.name} has rows. Restore into a new one, and nothing is lost.`,
    );
  }
  const [has, needs] = [applied, way.first].map((list) => list.map(({ name }) => name).join());
  if (has !== needs)
    throw new Refusal(
      'CONFLICT',
      'The database was migrated beyond the backup, or not as far: restore into a new one, which is migrated after that.',
    );
  for (const table of tables)
    if (selfMade.has(table.name)) await client.query(`DELETE FROM ${quoted(table)}`);
  return true;
}
