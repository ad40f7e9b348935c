import type { SqlEventCtx } from '../ctx.js';

/**
 * Lets one transaction at a time change what a noun keeps of an event: the next waits here until this one ends. A lock
 * by name, for a lock of the event's row would hold up everything else that is added below it.
 * @param noun what must not be changed side by side, such as `minutes`
 */
export async function lock(tx: SqlEventCtx, noun: string): Promise<void> {
  if (tx.consequences === null)
    throw new Error(`The lock of ${noun} would be let go at once: no transaction`);
  const name = `${noun} ${tx.event.id}`;
  await tx.sql.count`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}
