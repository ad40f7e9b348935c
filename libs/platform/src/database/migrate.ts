import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runMigrations as migrateQueue } from 'bullmq';
import pg from 'pg';
import { v7 as uuid } from 'uuid';
import { queueSchema } from '../queue/connection.js';

/** The lock that Prisma's own engine takes while it migrates, so that both may meet. */
const migrationLock = 72_707_369;

const migrationsFolder = fileURLToPath(new URL('../../../../prisma/migrations', import.meta.url));

interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, as in Prisma's `_prisma_migrations`. */
  readonly checksum: string;
}

/** The migrations in `prisma/migrations`, in their order. */
export function readMigrations(folder = migrationsFolder): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Applies what is missing, each migration and its row in one transaction, under an advisory lock: a second
 * process waits, and then finds nothing to do. The table is Prisma's own, whose engine accepts the result.
 * @returns the names of the migrations applied now
 */
export async function migrate(databaseUrl: string, migrations = readMigrations()): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await client.query(migrationsTable);
    const applied = await appliedChecksums(client);
    const missing = migrations.filter((migration) => !applied.has(migration.name));
    for (const migration of migrations) refuseEdited(migration, applied.get(migration.name));
    for (const migration of missing) await apply(client, migration);
    await migrateQueue(client, queueSchema);
    return missing.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

async function appliedChecksums(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL',
  );
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

function refuseEdited(migration: Migration, appliedChecksum: string | undefined): void {
  if (appliedChecksum === undefined || appliedChecksum === migration.checksum) return;
  throw new Error(`Migration ${migration.name} was edited after it was applied to this database.`);
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [uuid(), migration.checksum, migration.name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`Migration ${migration.name} failed`, { cause: error });
  }
}

/** As Prisma's engine makes it. */
const migrationsTable = `
CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                  VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum            VARCHAR(64) NOT NULL,
  finished_at         TIMESTAMPTZ,
  migration_name      VARCHAR(255) NOT NULL,
  logs                TEXT,
  rolled_back_at      TIMESTAMPTZ,
  started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;
