import pg from 'pg';
import type { Clock } from '../clock.js';
import type { Logger } from '../log.js';
import { endSilentOnes } from './silence.js';

export type Pool = pg.Pool;

type Connected = Parameters<pg.Pool['connect']>[0];

/** Gives up waiting for a connection in time, and tells each the driven time as it is taken, for SQL's `plenary_now()`. */
class PatientPool extends pg.Pool {
  constructor(
    config: pg.PoolConfig,
    private readonly waitMs: number,
    private readonly clock: Clock,
  ) {
    super(config);
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.PoolClient> | void {
    const taken = this.take();
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

  private async take(): Promise<pg.PoolClient> {
    const client = await this.inTime(super.connect());
    if (!this.clock.driven) return client;
    try {
      await client.query(`SELECT set_config('plenary.now', $1, false)`, [this.clock.now().toISOString()]);
      return client;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  private inTime(coming: Promise<pg.PoolClient>): Promise<pg.PoolClient> {
    return new Promise((resolve, reject) => {
      let isLate = false;
      const stop = afterListening(this.waitMs, () => {
        isLate = true;
        reject(new BusyError(this.waitMs));
      });
      coming.then(
        (client) => {
          stop();
          if (isLate) client.release();
          else resolve(client);
        },
        (error: unknown) => {
          stop();
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
  }
}

/**
 * Acts after this time. Where this process itself stood still for long, by a third of it at most: what came meanwhile is
 * read before anything is given up.
 * @returns what prevents it
 */
function afterListening(ms: number, act: () => void): () => void {
  let parts = 3;
  const next = (): void => {
    parts -= 1;
    if (parts === 0) act();
    else timer = setTimeout(next, ms / 3);
  };
  let timer = setTimeout(next, ms / 3);
  return () => {
    clearTimeout(timer);
  };
}

/** With the code by which a driver knows that no connection could be had. */
class BusyError extends Error {
  readonly code = 'ETIMEDOUT';

  constructor(waitMs: number) {
    super(`No connection to the database was free within ${String(waitMs)} ms`);
  }
}

/**
 * How long a connection is waited for: a request that gets none is refused within 2 s (design: safety.md, "pool
 * exhausted"); other work has the time that a server takes which has much to do.
 */
const waitMs = { api: 1_500, others: 10_000 };

/** How long a connection may take to be made: longer than one is waited for, see `afterListening`. */
const connectMs = { api: 3_000, others: 10_000 };

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
  const kind = name === 'api' ? 'api' : 'others';
  const config: pg.PoolConfig = {
    connectionString: databaseUrl,
    application_name: `plenary ${name}`,
    max: 10,
    // By which an operator's commands see that the process runs.
    min: 1,
    connectionTimeoutMillis: connectMs[kind],
    idleTimeoutMillis: idleMs,
    statement_timeout: serverMs,
    idle_in_transaction_session_timeout: serverMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
  const pool = new PatientPool(config, waitMs[kind], clock);
  pool.on('error', (error) => {
    log.warn({ reason: error.message }, 'an idle database connection broke');
  });
  endSilentOnes(pool, silenceMs);
  return pool;
}
