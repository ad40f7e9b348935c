import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { Ctx, SqlCtx } from '@plenary/platform';
import { inSqlTransaction, inTransaction } from '@plenary/platform/database';
import { presentError } from '@plenary/platform/graphql';
import {
  createDatabase,
  createTestBench,
  testServer,
  type TestBench,
  type TestDatabase,
} from '@plenary/testing';

let bench: TestBench;
let database: TestDatabase;
const sockets = new Set<Socket>();
/** Between the process and the database: what breaks here is lost for both. */
const between = createServer((client) => {
  const { hostname, port } = new URL(testServer().url);
  const server = connect(Number(port), hostname);
  client.pipe(server).pipe(client);
  for (const socket of [client, server]) {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  }
});

beforeAll(async () => {
  database = await createDatabase();
  between.listen(0, '127.0.0.1');
  await once(between, 'listening');
  const address = between.address();
  const url = new URL(database.url);
  url.port = typeof address === 'object' ? String(address?.port) : '';
  bench = await createTestBench({ database: { ...database, url: url.href } });
});
afterAll(async () => {
  await bench.close();
  between.close();
  await database.drop();
});

const ways: readonly (readonly [string, (socket: Socket) => void])[] = [
  ['reset', (socket) => void socket.resetAndDestroy()],
  ['closed', (socket) => void socket.end()],
  ['cut', (socket) => void socket.destroy()],
];

type Work<C> = (ctx: C, lose: () => void) => Promise<unknown>;

const places: readonly (readonly [string, Work<SqlCtx>])[] = [
  [
    'before a statement of our own',
    async ({ sql }, lose) => {
      lose();
      await sql.rows`SELECT 1`;
    },
  ],
  [
    'during a statement of our own',
    async ({ sql }, lose) => {
      const running = sql.rows`SELECT pg_sleep(10)::text`;
      setImmediate(lose);
      await running;
    },
  ],
  [
    'before what follows from the change is written',
    async (ctx, lose) => {
      const { requestId } = ctx;
      ctx.consequences?.audit.push({
        eventId: null,
        at: new Date(),
        actorKind: 'operator',
        actorId: null,
        requestId,
        action: 'x',
        subjectKind: 'X',
        subjectId: 'x',
        before: undefined,
        after: undefined,
      });
      lose();
    },
  ],
  [
    'before the commit',
    async (_ctx, lose) => {
      lose();
      return Promise.resolve();
    },
  ],
];

type Transact = (work: Work<SqlCtx>, lose: () => void) => Promise<unknown>;

const transactions: readonly (readonly [string, Transact])[] = [
  ["Prisma's", (work, lose) => inTransaction(bench.operator, (tx) => work(tx, lose))],
  [
    "Prisma's, before a query",
    (work, lose) =>
      inTransaction(bench.operator, async (tx: Ctx) => {
        await work(tx, lose);
        return tx.db.account.count();
      }),
  ],
  ['plain SQL', (work, lose) => inSqlTransaction<SqlCtx, unknown>(bench.operator, (tx) => work(tx, lose))],
];

describe.each(ways)('a connection that is %s', (_way, loseOne) => {
  const lose = (): void => {
    sockets.forEach(loseOne);
  };
  describe.each(transactions)('in a transaction of %s', (_whose, transact) => {
    test.each(places)('%s is said to be away, and the next try succeeds', async (_place, work) => {
      const { services, operator } = bench;
      for (let round = 0; round < 5; round += 1) {
        const lost = await transact(work, lose).then(
          () => null,
          (error: unknown) => presentError(error, 'x', services.log).extensions.code,
        );
        expect(lost).toBe('UNAVAILABLE');
        expect(await inTransaction(operator, ({ db }) => db.account.count())).toBe(0);
      }
    });
  });
});
