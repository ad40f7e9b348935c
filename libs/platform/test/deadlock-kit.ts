import type { Ctx, SqlCtx } from '@plenary/platform';
import { inSqlTransaction, inTransaction } from '@plenary/platform/database';
import { createDatabase, createTestBench, type TestBench } from '@plenary/testing';
import pg from 'pg';

/** A bench whose database finds a deadlock at once instead of after a second. */
export async function aQuickBench(): Promise<TestBench> {
  const database = await createDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(
    `ALTER DATABASE ${new URL(database.url).pathname.slice(1)} SET deadlock_timeout = '10ms'`,
  );
  await client.end();
  const bench = await createTestBench({ database });
  return {
    ...bench,
    async close() {
      await bench.close();
      await database.drop();
    },
  };
}

type Count = (id: string) => Promise<unknown>;

const countBySql =
  ({ sql }: SqlCtx): Count =>
  (id) =>
    sql.count`UPDATE "Outbox" SET attempts = attempts + 1 WHERE id = ${id}::uuid`;

/** How a transaction counts rows up: by Prisma's own statement, or by hand within Prisma's or without; errors differ. */
const ways: readonly ((ctx: Ctx, work: (tx: SqlCtx, count: Count) => Promise<void>) => Promise<void>)[] = [
  (ctx, work) =>
    inTransaction(ctx, (tx) =>
      work(tx, (id) => tx.db.outbox.update({ where: { id }, data: { attempts: { increment: 1 } } })),
    ),
  (ctx, work) => inTransaction(ctx, (tx) => work(tx, countBySql(tx))),
  (ctx, work) => inSqlTransaction(ctx, (tx: SqlCtx) => work(tx, countBySql(tx))),
];

export interface Collisions {
  /** Runs that the database ended. */
  readonly ended: number;
  /** Transactions whose caller saw success. */
  readonly succeeded: number;
  /** What each of the two rows was counted up to. */
  readonly counts: readonly number[];
}

/** Two transactions, each of which holds the row that the other wants next: `rounds` times. */
export async function forceDeadlocks(bench: TestBench, rounds: number): Promise<Collisions> {
  return collide(bench, rounds, async (_tx, [first, second], meet, count) => {
    await count(first);
    await meet();
    await count(second);
  });
}

/** Two transactions that change the rows as they stood before the other did: `rounds` times. */
export async function forceSerialisationFailures(bench: TestBench, rounds: number): Promise<Collisions> {
  return collide(bench, rounds, async (tx, rows, meet, count) => {
    await tx.sql.count`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`;
    await tx.sql.rows`SELECT count(*) FROM "Outbox"`;
    await meet();
    for (const id of [...rows].sort()) await count(id);
  });
}

type Collision = (
  tx: SqlCtx,
  rows: readonly [string, string],
  meet: () => Promise<void>,
  count: Count,
) => Promise<void>;

async function collide({ operator }: TestBench, rounds: number, work: Collision): Promise<Collisions> {
  const add = async (): Promise<string> =>
    (await operator.db.outbox.create({ data: { job: 'none', payload: {} } })).id;
  const [one, other] = [await add(), await add()];
  let [runs, succeeded] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const transact = ways[round % ways.length] ?? (() => Promise.resolve());
    const meet = meetingOf(2);
    const both = [
      [one, other],
      [other, one],
    ] as const;
    const results = await Promise.allSettled(
      both.map((rows) =>
        transact(operator, (tx, count) => {
          runs += 1;
          return work(tx, rows, meet, count);
        }),
      ),
    );
    succeeded += results.filter(({ status }) => status === 'fulfilled').length;
  }
  const rows = await operator.db.outbox.findMany({ where: { id: { in: [one, other] } } });
  return { ended: runs - 2 * rounds, succeeded, counts: rows.map(({ attempts }) => attempts) };
}

/** Holds up the first callers until all are there; who comes later, as when tried again, is not held up. */
function meetingOf(parties: number): () => Promise<void> {
  let missing = parties;
  let open: () => void = () => undefined;
  const all = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    missing -= 1;
    if (missing <= 0) open();
    return all;
  };
}
