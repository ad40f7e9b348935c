import { createLog, systemClock } from '@plenary/platform';
import { createPool, isDatabaseAway, type Pool } from '@plenary/platform/database';
import { createDatabase, type TestDatabase } from '@plenary/testing';

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createDatabase();
  pool = createPool(database.url, 'api', systemClock, createLog('test', 'silent'));
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** Takes all connections. @returns what gives them back */
async function takeAll(): Promise<() => void> {
  const { max } = pool.options;
  const clients = await Promise.all(Array.from({ length: max }, () => pool.connect()));
  return () => {
    for (const client of clients) client.release();
  };
}

/** As a process that has much to do at once. */
function standStill(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

test('who gets no connection is refused as by a database that is away, and the next one is served', async () => {
  const giveBack = await takeAll();
  const refused: unknown = await pool.query('SELECT 1').catch((error: unknown) => error);
  expect(isDatabaseAway(refused)).toBe(true);
  giveBack();
  expect((await pool.query<{ one: number }>('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  expect(pool.waitingCount).toBe(0);
});

test('who waits while the process itself stands still gets what was freed meanwhile', async () => {
  const busy = Array.from({ length: pool.options.max }, () => pool.query('SELECT pg_sleep(0.2)'));
  const waiting = pool.query<{ one: number }>('SELECT 1 AS one');
  await new Promise(setImmediate);
  standStill(2_000);
  expect((await waiting).rows).toEqual([{ one: 1 }]);
  await Promise.all(busy);
});

test('a connection that is freed for somebody who has given up goes to the next', async () => {
  const giveBack = await takeAll();
  await expect(pool.connect()).rejects.toThrow('No connection');
  giveBack();
  const giveBackAgain = await takeAll();
  giveBackAgain();
  expect(pool.idleCount).toBe(pool.totalCount);
});
