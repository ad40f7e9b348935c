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

/**
 * The pool that Prisma and raw SQL share. It gives up after 5 s where no connection can be had, and an idle
 * connection that breaks is logged, not thrown (it would end the process).
 */
export function createPool(databaseUrl: string, name: string, clock: Clock, log: Logger): Pool {
  const config: pg.PoolConfig = {
    connectionString: databaseUrl,
    application_name: name,
    max: 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  };
  const pool = clock.driven ? new DrivenClockPool(config, clock) : new pg.Pool(config);
  pool.on('error', (error) => {
    log.warn({ reason: error.message }, 'an idle database connection broke');
  });
  return pool;
}
