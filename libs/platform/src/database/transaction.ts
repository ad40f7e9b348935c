import type { Ctx } from '../ctx.js';
import { Consequences } from './consequences.js';
import { refusalOf } from './constraints.js';
import { isCollision } from './sql-state.js';

const attempts = 4;

/**
 * Runs `work` in one transaction, or in the one already open. Audit facts, work that is asked for and results of client
 * keys are written just before the commit. Topics are announced after the commit: a NOTIFY
 * inside would make all commits wait for each other. A deadlock or a serialisation failure is tried again, three times
 * at most: who still loses then is told UNAVAILABLE. Who meets a constraint is told what it means.
 */
export async function inTransaction<C extends Ctx, Result>(
  ctx: C,
  work: (ctx: C) => Result | Promise<Result>,
): Promise<Result> {
  if (ctx.consequences !== null) return work(ctx);
  for (let attempt = 1; ; attempt += 1) {
    const consequences = new Consequences();
    try {
      const { prisma, pool } = ctx.services;
      const result = await prisma.$transaction(
        async (db) => {
          const made = await work({ ...ctx, db, consequences });
          await consequences.write(db);
          return made;
        },
        { maxWait: pool.options.connectionTimeoutMillis, timeout: 30_000 },
      );
      ctx.services.failpoint('announce');
      ctx.services.live.announce(consequences.topics);
      return result;
    } catch (error) {
      if (attempt === attempts || !isCollision(error)) throw refusalOf(error) ?? error;
    }
  }
}

/** Tells the subscribers of a topic, of every process, that what they show has changed: after the commit. */
export function announce(ctx: Ctx, topic: string): void {
  if (ctx.consequences === null) ctx.services.live.announce([topic]);
  else ctx.consequences.topics.add(topic);
}
