import type { Ctx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
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

/** How a transaction counts a row up: by Prisma's own statement or by a raw one, whose errors look different. */
const ways: readonly ((tx: Ctx, id: string) => Promise<unknown>)[] = [
  (tx, id) => tx.db.outbox.update({ where: { id }, data: { attempts: { increment: 1 } } }),
  (tx, id) => tx.db.$executeRaw`UPDATE "Outbox" SET attempts = attempts + 1 WHERE id = ${id}::uuid`,
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
  return collide(bench, rounds, async (tx, [first, second], meet, count) => {
    await count(tx, first);
    await meet();
    await count(tx, second);
  });
}

/** Two transactions that change the rows as they stood before the other did: `rounds` times. */
export async function forceSerialisationFailures(bench: TestBench, rounds: number): Promise<Collisions> {
  return collide(bench, rounds, async (tx, rows, meet, count) => {
    await tx.db.$executeRaw`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`;
    await tx.db.outbox.count();
    await meet();
    for (const id of [...rows].sort()) await count(tx, id);
  });
}

type Collision = (
  tx: Ctx,
  rows: readonly [string, string],
  meet: () => Promise<void>,
  count: (tx: Ctx, id: string) => Promise<unknown>,
) => Promise<void>;

async function collide({ operator }: TestBench, rounds: number, work: Collision): Promise<Collisions> {
  const add = async (): Promise<string> =>
    (await operator.db.outbox.create({ data: { job: 'none', payload: {} } })).id;
  const [one, other] = [await add(), await add()];
  let [runs, succeeded] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const count = ways[round % ways.length] ?? (() => Promise.resolve());
    const meet = meetingOf(2);
    const both = [
      [one, other],
      [other, one],
    ] as const;
    const results = await Promise.allSettled(
      both.map((rows) =>
        inTransaction(operator, (tx) => {
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
