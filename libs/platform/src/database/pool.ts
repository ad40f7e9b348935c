import pg from 'pg';
import type { Clock } from '../clock.js';
import type { Logger } from '../log.js';

export type Pool = pg.Pool;

type Connected = Parameters<pg.Pool['connect']>[0];

/** Tells each connection the driven time as it is taken from the pool, for SQL's `plenary_now()`. */
class DrivenClockPool extends pg.Pool {
  constructor(
    config: pg.PoolConfig,
    private readonly clock: Clock,
  ) {
    super(config);
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.PoolClient> | void {
    const taken = super.connect().then(async (client) => {
      await client.query(`SELECT set_config('plenary.now', $1, false)`, [this.clock.now().toISOString()]);
      return client;
    });
    if (callback === undefined) return taken;
    taken.then(
      (client) => {
        callback(undefined, client, (release: unknown) => {
          client.release(release instanceof Error || release === true ? release : false);
        });
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error(String(error)), undefined, () => undefined);
      },
    );
  }
}

/** A request that gets no connection is refused within 2 s (design: safety.md, "pool exhausted"). */
export const connectionWaitMs = 1_500;

/**
 * The pool that Prisma and raw SQL share. It gives up where no connection can be had in time, and an idle connection
 * that breaks is logged, not thrown (it would end the process). A statement or a transaction that somebody forgot
 * ends by the server's own clock.
 */
export function createPool(databaseUrl: string, name: string, clock: Clock, log: Logger): Pool {
  const config: pg.PoolConfig = {
    connectionString: databaseUrl,
    application_name: name,
    max: 10,
    connectionTimeoutMillis: connectionWaitMs,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
  };
  const pool = clock.driven ? new DrivenClockPool(config, clock) : new pg.Pool(config);
  pool.on('error', (error) => {
    log.warn({ reason: error.message }, 'an idle database connection broke');
  });
  return pool;
}
