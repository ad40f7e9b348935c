import { enterEvent, type SqlCtx } from '@plenary/platform';
import { publish, inSqlTransaction, inTransaction, lock } from '@plenary/platform/database';
import { createTestBench, eventually, type TestBench } from '@plenary/testing';

let bench: TestBench;

beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(() => bench.close());

const add = ({ sql }: SqlCtx, job: string): Promise<number> =>
  sql.count`INSERT INTO "Outbox" (id, job, payload) VALUES (gen_random_uuid(), ${job}, '{}')`;

const count = async (job: string): Promise<number> => bench.operator.db.outbox.count({ where: { job } });

type Transact = <Result>(ctx: SqlCtx, work: (tx: SqlCtx) => Promise<Result>) => Promise<Result>;

const transactions: readonly (readonly [string, Transact])[] = [
  ['Prisma', (_ctx, work) => inTransaction(bench.operator, (tx) => work(tx))],
  ['plain SQL', inSqlTransaction],
];

describe.each(transactions)('a transaction of %s', (_name, transact) => {
  test('keeps all that was written in it, and gives what its work gave', async () => {
    const made = await transact(bench.operator, async (tx) => [await add(tx, 'kept'), await add(tx, 'kept')]);
    expect([made, await count('kept')]).toEqual([[1, 1], 2]);
    await bench.operator.db.outbox.deleteMany();
  });

  test('keeps nothing when its work fails, and its connection serves the next', async () => {
    for (let round = 0; round < 20; round += 1) {
      const failing = transact(bench.operator, async (tx) => {
        await add(tx, 'lost');
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
    }
    expect([await transact(bench.operator, (tx) => add(tx, 'next')), await count('lost')]).toEqual([1, 0]);
    await bench.operator.db.outbox.deleteMany();
  });

  test('refuses in words what breaks a reference', async () => {
    const breaking = transact(
      bench.operator,
      ({ sql }) => sql.count`INSERT INTO "ProgramDraft" ("eventId") VALUES (gen_random_uuid())`,
    );
    await expect(breaking).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('publishes after it, and only if it was kept', async () => {
    const heard: string[] = [];
    const stop = bench.services.live.onChange('held', () => heard.push('held'));
    const stopLast = bench.services.live.onChange('last', () => heard.push('last'));
    await transact(bench.operator, async (tx) => {
      publish(tx, 'held');
      throw new Error('no');
    }).catch(() => undefined);
    await transact(bench.operator, async (tx) => {
      publish(tx, 'last');
      await add(tx, 'told');
      expect(heard).toEqual([]);
    });
    await eventually(async () => heard.includes('last'));
    expect(heard).toEqual(['last']);
    stop();
    stopLast();
    await bench.operator.db.outbox.deleteMany();
  });
});

test('a lock outside of a transaction is an error, for it would be let go at once', async () => {
  const event = { id: '00000000-0000-7000-8000-000000000000', slug: 'x', languages: ['en'], timeZone: 'UTC' };
  await expect(lock(enterEvent(bench.operator, event), 'minutes')).rejects.toThrow('no transaction');
});

test('plain SQL within a transaction of Prisma is a part of it', async () => {
  const failing = inTransaction(bench.operator, async (tx) => {
    await inSqlTransaction(tx, (within) => add(within, 'within'));
    expect(await tx.db.outbox.count({ where: { job: 'within' } })).toBe(1);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await count('within')).toBe(0);
});

test('plain SQL does not tell of success where a statement had failed, whoever caught its error', async () => {
  const swallowing = inSqlTransaction(bench.operator, async (tx: SqlCtx) => {
    await add(tx, 'lost');
    await tx.sql.count`SELECT 1/0`.catch(() => 0);
  });
  await expect(swallowing).rejects.toThrow();
  expect(await count('lost')).toBe(0);
});
