import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, systemClock } from '@plenary/platform';
import { createPool, isDatabaseAway } from '@plenary/platform/database';
import { Storage } from '@plenary/platform/storage';
import {
  createDatabase,
  describeOnRedis,
  eventually,
  startSwallowingProxy,
  type TestDatabase,
} from '@plenary/testing';
import S3rver from 's3rver';
import { PostgresTransport } from '../src/live/postgres-transport.js';
import { RedisTransport } from '../src/live/redis-transport.js';
import type { Transport } from '../src/live/transport.js';

/** Short: what is asked here is answered at once, or never. */
const silenceMs = 400;
const log = createLog('test', 'silent');
let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

/** A pool through a proxy, with a connection that has been used. */
async function usedPool() {
  const proxy = await startSwallowingProxy(database.url);
  const pool = createPool(proxy.url, 'test', systemClock, log, silenceMs);
  await pool.query('SELECT 1');
  const close = async (): Promise<void> => {
    await pool.end();
    await proxy.close();
  };
  return { proxy, pool, close };
}

const served = async (pool: Awaited<ReturnType<typeof usedPool>>['pool']) =>
  (await pool.query<{ one: number }>('SELECT 1 AS one')).rows;

describe('a connection to the database that a proxy has dropped without a word', () => {
  test('fails who uses it, as one that is lost, and the next is served by another', async () => {
    const { proxy, pool, close } = await usedPool();
    proxy.swallow();
    const error: unknown = await pool.query('SELECT 1').catch((thrown: unknown) => thrown);
    expect([isDatabaseAway(error), await served(pool)]).toEqual([true, [{ one: 1 }]]);
    await close();
  });

  test('fails a transaction at its next statement, and is never given out again', async () => {
    const { proxy, pool, close } = await usedPool();
    const client = await pool.connect();
    await client.query('BEGIN');
    proxy.swallow();
    for (const statement of ['SELECT 1', 'COMMIT', 'ROLLBACK'])
      await expect(client.query(statement)).rejects.toThrow();
    client.release();
    expect(await served(pool)).toEqual([{ one: 1 }]);
    await close();
  });

  test('holds up nobody who closes it', async () => {
    const { proxy, close } = await usedPool();
    proxy.swallow();
    await close();
  });

  test('is none while an answer is on its way, and none while nobody asks', async () => {
    const { pool, close } = await usedPool();
    const lost: unknown[] = [];
    pool.on('error', (error) => lost.push(error));
    const parts = `SELECT pg_sleep(${String(silenceMs / 2_000)}), repeat('x', 100000) FROM generate_series(1, 4)`;
    expect((await pool.query(parts)).rowCount).toBe(4);
    const other = createPool(database.url, 'other', systemClock, log);
    await other.query(`SELECT pg_sleep(${String(silenceMs / 500)})`);
    expect([await served(pool), lost, pool.totalCount]).toEqual([[{ one: 1 }], [], 1]);
    await other.end();
    await close();
  });
});

/** Listens through a proxy that then drops the connection, and hears what is sent after. */
async function isHeardAgain(
  url: string,
  open: (url: string) => Transport,
  send: (message: string) => Promise<void>,
) {
  const proxy = await startSwallowingProxy(url);
  const transport = open(proxy.url);
  const heard: string[] = [];
  let missed = 0;
  await transport.start({ heard: (message) => heard.push(message), missed: () => (missed += 1) });
  await send('before');
  await eventually(() => heard.includes('before'));
  const before = missed;
  proxy.swallow();
  await send('lost');
  await eventually(() => missed > before);
  await send('after');
  await eventually(() => heard.includes('after'));
  expect(heard).toEqual(['before', 'after']);
  await transport.stop();
  await proxy.close();
}

test('who listens to the database is told that something was missed, and hears what comes after', async () => {
  const pool = createPool(database.url, 'test', systemClock, log);
  const direct = new PostgresTransport(database.url, pool, log);
  await isHeardAgain(
    database.url,
    (url) => new PostgresTransport(url, pool, log, silenceMs),
    (message) => direct.send(message),
  );
  await pool.end();
});

describeOnRedis('Redis', (redis) => {
  test('who listens to it is told that something was missed, and hears what comes after', async () => {
    const direct = new RedisTransport(redis().url, log);
    await isHeardAgain(
      redis().url,
      (url) => new RedisTransport(url, log, silenceMs),
      (message) => direct.send(message),
    );
    await direct.stop();
  });
});

test('S3: a file is stored and read by another connection', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plenary-s3-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: folder,
    configureBuckets: [{ name: 'minutes' }],
  });
  const { port } = await server.run();
  const proxy = await startSwallowingProxy(`http://127.0.0.1:${String(port)}`);
  const location = {
    kind: 's3',
    bucket: 'minutes',
    prefix: '',
    endpoint: proxy.url,
    region: 'eu-west-1',
    accessKey: 'S3RVER',
    secretKey: 'S3RVER',
    unfinished: join(folder, 'unfinished'),
  } as const;
  // Its client is loaded meanwhile, which on a busy machine takes longer than others may be silent here.
  const storage = new Storage(location, 5 * silenceMs);
  const { key } = await storage.put('artifacts', Buffer.from('one'));
  proxy.swallow();
  const other = await storage.put('artifacts', Buffer.from('other'));
  proxy.swallow();
  const read = await Promise.all(
    [key, other.key].map(async (stored) => (await storage.read(stored)).toString()),
  );
  expect(read).toEqual(['one', 'other']);
  await proxy.close();
  await server.close();
});
