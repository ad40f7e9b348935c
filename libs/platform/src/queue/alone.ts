import type { Ctx } from '../ctx.js';
import { PutOffError, type JobRun } from './job-handler.js';

/** How soon a run that found another at work comes back, in milliseconds. */
const comeBackMs = 2_000;

/** No mail takes longer. */
const usualLongestMs = 330_000;

/**
 * Does what no transaction takes back, such as sending a mail, while no other run of the same work does: one that comes
 * meanwhile is put off, and finds it done. The lock is that of a connection of its own, which is held as long as the
 * work lasts: at most 4 of the 10 of a process, for only the lane `mail` uses it. It ends with the
 * process, however that ends; where the database ends it sooner, a mail may go twice, with one Message-ID.
 * @param longestMs after which the database ends it: where it is dropped without a word, it would keep the lock for ever
 * @throws {PutOffError} while another run is at it
 */
export async function alone(
  ctx: Ctx,
  { id }: JobRun,
  work: () => Promise<void>,
  longestMs = usualLongestMs,
): Promise<void> {
  const client = await ctx.services.pool.connect();
  let isFree = false;
  try {
    const { rows } = await client.query<{ taken: boolean }>(
      `SELECT pg_try_advisory_lock(hashtextextended('work ' || $1, 0)) AS taken,
         set_config('idle_session_timeout', $2, false)`,
      [id, String(longestMs)],
    );
    if (rows[0]?.taken !== true) throw new PutOffError(comeBackMs);
    await work();
    isFree = await client.query('SELECT pg_advisory_unlock_all(); RESET idle_session_timeout').then(
      () => true,
      () => false,
    );
  } finally {
    // Else it is closed, with its lock, whatever state it is in.
    client.release(!isFree);
  }
}
