import { setTimeout as pause } from 'node:timers/promises';
import {
  createDatabase,
  createTestBench,
  eventually,
  type TestBench,
  type TestChild,
} from '@plenary/testing';
import { readCatalogue } from '@plenary/testing/schema';
import pg from 'pg';
import type { Random } from '../src/demo/seeded-random.js';
import { end, startMigration } from './kit.js';

/** Where a migration can be held up: it waits for what a test is making under the same name. */
export const places = {
  'amid our tables': 'CREATE TABLE "Outbox" (id int)',
  'between our tables and those of the queue': 'CREATE SCHEMA bullmq',
} as const;

export interface MigrationReport {
  /** How they ended: the process that was killed, the other one, and one more afterwards. */
  readonly ends: readonly (number | NodeJS.Signals)[];
  /** Lines of structure in which the database is not like one that was migrated undisturbed. */
  readonly differences: readonly string[];
}

/** Two processes migrate an empty database; the one that runs is killed at this place while the other waits. */
export async function killRunning(place: keyof typeof places): Promise<MigrationReport> {
  return withEmpty(async (bench) => {
    const holder = new pg.Client({ connectionString: bench.database.url });
    await holder.connect();
    await holder.query(`BEGIN; ${places[place]}`);
    const isWaiting = async (forWhat: string): Promise<boolean> => {
      const { rowCount } = await bench.services.pool.query(
        `SELECT FROM pg_locks JOIN pg_stat_activity USING (pid)
         WHERE NOT granted AND locktype = $1 AND datname = current_database()`,
        [forWhat],
      );
      return rowCount === 1;
    };
    const running = startMigration(bench);
    await eventually(() => isWaiting('transactionid'), 60_000);
    const waiting = startMigration(bench);
    await eventually(() => isWaiting('advisory'), 60_000);
    const killed = await end(running, 'SIGKILL');
    await holder.query('ROLLBACK');
    await holder.end();
    return [killed, await waiting.ended];
  });
}

/** Two processes migrate an empty database at once, and one of them is killed at some moment. */
export async function killAtRandom(random: Random): Promise<MigrationReport> {
  return withEmpty(async (bench) => {
    const both = [startMigration(bench), startMigration(bench)] as const;
    const [first, second] = both;
    await pause(random.pick(moments));
    const killed = random.pick(both);
    const other: TestChild = killed === first ? second : first;
    return [await end(killed, 'SIGKILL'), await other.ended];
  });
}

/** In milliseconds: a migration takes about a second and a half, most of it before it is connected. */
const moments = Array.from({ length: 150 }, (_, index) => index * 20);

/** Runs the work on an empty database, then one more migration, and compares. */
async function withEmpty(
  work: (bench: TestBench) => Promise<(number | NodeJS.Signals)[]>,
): Promise<MigrationReport> {
  const database = await createDatabase({ empty: true });
  const whole = await createDatabase();
  const bench = await createTestBench({ database });
  try {
    const ends = await work(bench);
    ends.push(await startMigration(bench).ended);
    return {
      ends,
      differences: differences(await readCatalogue(whole.url), await readCatalogue(database.url)),
    };
  } finally {
    await bench.close();
    await whole.drop();
    await database.drop();
  }
}

function differences(one: readonly string[], other: readonly string[]): string[] {
  const lines = [
    ...one.filter((line) => !other.includes(line)),
    ...other.filter((line) => !one.includes(line)),
  ];
  return lines.sort();
}
