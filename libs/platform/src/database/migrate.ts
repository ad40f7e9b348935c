import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import { queueSchema } from '../queue/job-type.js';
import { createClient } from './client.js';
import { sqlState } from './sql-state.js';

/** The lock that Prisma's own engine takes while it migrates, so that both may meet. */
const migrationLock = 72_707_369;

/**
 * A statement that waits for a table makes everybody behind it wait as well. So it gives up soon, and lets them pass
 * before it tries again; what holds a table for this long, such as a backup, is to be waited for or ended.
 */
const lockPatience = '1s';
const lockAttempts = 300;
const betweenAttemptsMs = 1_000;

/** A migration may rewrite a large table, and waits for another that does. */
const longestMs = 3_600_000;

const migrationsFolder = fileURLToPath(new URL('../../../../prisma/migrations', import.meta.url));

/** A migration by its name, with what its file was when it was applied. */
export interface AppliedMigration {
  readonly name: string;
  /** SHA-256 of the file, as in Prisma's `_prisma_migrations`. */
  readonly checksum: string;
}

export interface Migration extends AppliedMigration {
  readonly sql: string;
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
  const client = createClient(databaseUrl, 'plenary migration', { silenceMs: longestMs });
  await client.connect();
  try {
    await lockMigrations(client);
    await client.query(migrationsTable);
    const applied = new Map((await appliedMigrations(client)).map(({ name, checksum }) => [name, checksum]));
    const missing = migrations.filter((migration) => !applied.has(migration.name));
    for (const migration of migrations) refuseEdited(migration, applied.get(migration.name));
    for (const migration of missing) await applyAlone(client, migration);
    // Only who migrates waits for it: it is a third of what a process reads at its start.
    const { runMigrations } = await import('bullmq');
    await runMigrations(client, queueSchema);
    return missing.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

/** Waits until nobody else migrates, and keeps them off for as long as the connection lasts. */
export async function lockMigrations(client: pg.Client): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
}

/** What was applied to the database, in order; nothing where it was never migrated. */
export async function appliedMigrations(client: Pick<pg.Client, 'query'>): Promise<AppliedMigration[]> {
  const { rows } = await client.query<{ known: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS known`,
  );
  if (rows[0]?.known !== true) return [];
  const applied = await client.query<AppliedMigration>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1`,
  );
  return applied.rows;
}

/** Applies these in the transaction that the caller has opened on an empty database, under the lock. */
export async function applyMigrations(client: pg.Client, migrations: readonly Migration[]): Promise<void> {
  await client.query(migrationsTable);
  for (const migration of migrations) await apply(client, migration);
}

function refuseEdited(migration: Migration, appliedChecksum: string | undefined): void {
  if (appliedChecksum === undefined || appliedChecksum === migration.checksum) return;
  throw new Error(`Migration ${migration.name} was edited after it was applied to this database.`);
}

async function applyAlone(client: pg.Client, migration: Migration): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    await client.query('BEGIN');
    try {
      await client.query(`SET LOCAL lock_timeout = '${lockPatience}'`);
      await apply(client, migration);
      await client.query('COMMIT');
      return;
    } catch (error) {
      await client.query('ROLLBACK');
      const isLocked = error instanceof Error && sqlState(error.cause) === lockNotAvailable;
      if (!isLocked) throw error;
      if (attempt === lockAttempts)
        throw new Error(
          `Migration ${migration.name} does not get its tables: end what holds them, such as a backup, and start again.`,
        );
      await pause(betweenAttemptsMs);
    }
  }
}

const lockNotAvailable = '55P03';

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [uuid(), migration.checksum, migration.name],
    );
  } catch (error) {
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
