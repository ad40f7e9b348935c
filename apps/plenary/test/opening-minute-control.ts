import { enterEvent, type EventCtx } from '@plenary/platform';
import { anonymous } from '@plenary/platform/access';
import { aReleasedEvent, createTestBench, eventually } from '@plenary/testing';
import { aCategory, aRegistration } from '@plenary/testing/api';
import pg from 'pg';

const people = 8;

/**
 * Lets eight people register at one moment for one place, where no constraint watches.
 * @param isLocked whether the statement takes the lock of the quota, as it does
 * @returns how many places are held then
 */
export async function oversell({ isLocked }: { readonly isLocked: boolean }): Promise<number> {
  const bench = await createTestBench();
  await bench.services.pool.query('ALTER TABLE "Quota" DROP CONSTRAINT "Quota_is_not_exceeded"');
  const ctx = await aReleasedEvent(bench.operator);
  const categoryId = await aCategory(ctx, { places: 1 });
  const restore = isLocked ? () => undefined : takeNoLock();
  await atOneMoment(ctx, categoryId, bench.database.url);
  restore();
  const { held } = await ctx.db.quota.findFirstOrThrow({ where: { categoryId, mode: 'ON_SITE' } });
  await bench.close();
  return held;
}

/** They come while somebody else holds the quota, and go on together. */
async function atOneMoment(ctx: EventCtx, categoryId: string, url: string): Promise<void> {
  const holder = new pg.Client({ connectionString: url });
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT FROM "Quota" WHERE "categoryId" = $1 FOR NO KEY UPDATE', [categoryId]);
  const stranger = enterEvent({ ...ctx, actor: anonymous }, ctx.event);
  const all = Array.from({ length: people }, () => aRegistration(stranger, categoryId));
  await eventually(async () => {
    const { rowCount } = await ctx.services.pool.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rowCount === people;
  });
  await holder.query('ROLLBACK');
  await holder.end();
  await Promise.all(all);
}

/** Sends what registers without its lock, on any connection of this process. @returns what ends that */
function takeNoLock(): () => void {
  const original = Object.getOwnPropertyDescriptor(pg.Client.prototype, 'query') ?? {};
  const send: unknown = original.value;
  if (typeof send !== 'function') throw new Error('pg has changed: its client has no query');
  const unlocking = new Proxy(send, {
    apply(target, self: unknown, [first, ...rest]: unknown[]): unknown {
      const isStatement = typeof first === 'object' && first !== null && 'text' in first && 'values' in first;
      if (!isStatement || !String(first.text).includes('INSERT INTO "Registration"'))
        return Reflect.apply(target, self, [first, ...rest]);
      const text = String(first.text).replace('FOR NO KEY UPDATE', '');
      return Reflect.apply(target, self, [{ text, values: first.values }, ...rest]);
    },
  });
  Object.defineProperty(pg.Client.prototype, 'query', { ...original, value: unlocking });
  return () => {
    Object.defineProperty(pg.Client.prototype, 'query', original);
  };
}
