import pg from 'pg';
import type { Clock } from '../clock.js';
import type { Logger } from '../log.js';
import { endSilentOnes } from './silence.js';

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
 * How long a connection is waited for: a request that gets none is refused within 2 s (design: safety.md, "pool
 * exhausted"); other work has the time that a server takes which has much to do.
 */
const waitMs = { api: 1_500, others: 10_000 };

/**
 * What the server allows a statement, and a transaction between two: whose client is gone without a word keeps its
 * locks for no longer.
 */
const serverMs = 15_000;

/** A little later than the server ends a statement, so that whoever hears nothing then is alone. */
const usualSilenceMs = 17_000;

/** Before the silence: who finds an idle connection dead has waited for one, not for each. */
const idleMs = 10_000;

/**
 * The pool that Prisma and raw SQL share. It gives up where no connection can be had in time, and where one that has
 * been asked something is silent; an idle connection that breaks is logged, not thrown (it would end the process).
 * @param name that of the process: `api` gives up first
 */
export function createPool(
  databaseUrl: string,
  name: string,
  clock: Clock,
  log: Logger,
  silenceMs = usualSilenceMs,
): Pool {
  const config: pg.PoolConfig = {
    connectionString: databaseUrl,
    application_name: `plenary ${name}`,
    max: 10,
    // By which an operator's commands see that the process runs.
    min: 1,
    connectionTimeoutMillis: name === 'api' ? waitMs.api : waitMs.others,
    idleTimeoutMillis: idleMs,
    statement_timeout: serverMs,
    idle_in_transaction_session_timeout: serverMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
  const pool = clock.driven ? new DrivenClockPool(config, clock) : new pg.Pool(config);
  pool.on('error', (error) => {
    log.warn({ reason: error.message }, 'an idle database connection broke');
  });
  endSilentOnes(pool, silenceMs);
  return pool;
}
