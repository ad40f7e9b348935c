import type { Ctx } from '../ctx.js';
import { connectionWaitMs } from './pool.js';
import { sqlState } from './sql-state.js';

const retried = new Set(['40001', '40P01']);
const attempts = 4;

/**
 * Runs `work` in one transaction, or in the one already open. Topics are announced after the commit: a NOTIFY
 * inside would make all commits wait for each other. A deadlock or a serialisation failure is tried again.
 */
export async function inTransaction<C extends Ctx, Result>(
  ctx: C,
  work: (ctx: C) => Promise<Result>,
): Promise<Result> {
  if (ctx.topics !== null) return work(ctx);
  for (let attempt = 1; ; attempt += 1) {
    const topics = new Set<string>();
    try {
      const result = await ctx.services.prisma.$transaction((db) => work({ ...ctx, db, topics }), {
        maxWait: connectionWaitMs,
        timeout: 30_000,
      });
      ctx.services.live.announce(topics);
      return result;
    } catch (error) {
      if (attempt === attempts || !retried.has(sqlState(error) ?? '')) throw error;
    }
  }
}

/** Tells the subscribers of a topic, of every process, that what they show has changed: after the commit. */
export function announce(ctx: Ctx, topic: string): void {
  if (ctx.topics === null) ctx.services.live.announce([topic]);
  else ctx.topics.add(topic);
}
