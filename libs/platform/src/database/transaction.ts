import type { PoolClient } from 'pg';
import type { Ctx, SqlCtx } from '../ctx.js';
import { Consequences } from './consequences.js';
import { refusalOf } from './constraints.js';
import { isCollision } from './sql-state.js';
import { sqlOn, sqlWithin } from './sql.js';

const attempts = 4;

/**
 * Runs `work` in one transaction, or in the one already open. Audit facts, work that is asked for and results of client
 * keys are written just before the commit. Topics are published after the commit: a NOTIFY
 * inside would make all commits wait for each other. A deadlock or a serialisation failure is tried again, three times
 * at most: who still loses then is told UNAVAILABLE. Who meets a constraint is told what it means.
 */
export async function inTransaction<C extends Ctx, Result>(
  ctx: C,
  work: (tx: C) => Result | Promise<Result>,
): Promise<Result> {
  const { prisma, pool } = ctx.services;
  return transact(ctx, work, (within) =>
    prisma.$transaction((db) => within({ db, sql: sqlWithin(db) }), {
      maxWait: pool.options.connectionTimeoutMillis,
      timeout: 30_000,
    }),
  );
}

/**
 * The same for what a whole hall does at once: without Prisma, whose transaction takes as long as the work in it
 * (docs/decisions/0005).
 */
export async function inSqlTransaction<C extends SqlCtx, Result>(
  ctx: C,
  work: (tx: C) => Result | Promise<Result>,
): Promise<Result> {
  return transact(ctx, work, (within) =>
    onClient(ctx, async (client) => {
      await client.query('BEGIN');
      const result = await within({ sql: sqlOn(client) });
      const { command } = await client.query('COMMIT');
      // Whoever swallows a statement's error would be told of a success.
      if (command !== 'COMMIT')
        throw new Error('A transaction in which a statement had failed was committed');
      return result;
    }),
  );
}

/** Lets all that a transaction reads be of one moment: its first statement. What is written meanwhile is not seen. */
export async function ofOneMoment(tx: SqlCtx): Promise<void> {
  await tx.sql.count`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`;
}

/** What reaches into a transaction. */
type Reach = Pick<SqlCtx, 'sql'> & Partial<Pick<Ctx, 'db'>>;

/** @param begin begins a transaction, hands over what reaches into it, and commits */
async function transact<C extends SqlCtx, Result>(
  ctx: C,
  work: (tx: C) => Result | Promise<Result>,
  begin: (within: (reach: Reach) => Promise<Result>) => Promise<Result>,
): Promise<Result> {
  if (ctx.consequences !== null) return work(ctx);
  for (let attempt = 1; ; attempt += 1) {
    const consequences = new Consequences();
    try {
      const result = await begin(async (reach) => {
        const made = await work({ ...ctx, ...reach, consequences });
        await consequences.write(reach.sql);
        for (const act of consequences.last) await act();
        return made;
      });
      ctx.services.failpoint('publish-topics');
      ctx.services.live.publish(consequences.topics);
      return result;
    } catch (error) {
      if (attempt === attempts || !isCollision(error)) throw refusalOf(error) ?? error;
    }
  }
}

/** With a connection of the pool: one on which something failed is not used again before it was rolled back. */
async function onClient<Result>(
  { services }: SqlCtx,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await services.pool.connect();
  let isBroken = false;
  try {
    return await work(client);
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      isBroken = true;
    });
    throw error;
  } finally {
    client.release(isBroken);
  }
}

/**
 * Does this as the last thing of the transaction, after all that follows from it is written: what takes a lock for which
 * many wait holds it for one statement and the commit.
 */
export function atLast(ctx: SqlCtx, act: () => Promise<unknown>): void {
  if (ctx.consequences === null) throw new Error('There is no last thing outside of a transaction');
  ctx.consequences.last.push(act);
}

/** Publishes to the subscribers of a topic, in every process, that what they show has changed: after the commit. */
export function publish(ctx: SqlCtx, topic: string): void {
  if (ctx.consequences === null) ctx.services.live.publish([topic]);
  else ctx.consequences.topics.add(topic);
}
