import { Gauge, type Registry } from 'prom-client';
import type { Pool } from '../database/pool.js';
import { isDatabaseAway } from '../database/sql-state.js';

/** Work that is not done: waiting to be handed to the queue, handed to it, or given up. */
interface Undone {
  readonly job: string;
  readonly state: 'waiting' | 'queued' | 'failed';
  readonly count: number;
  /** Seconds since the oldest was asked for. */
  readonly oldest: number;
}

interface Done {
  readonly job: string;
  readonly count: number;
  /** Seconds from being asked for to being done, that half and 95 of 100 stayed below. */
  readonly half: number;
  readonly most: number;
}

/**
 * Figures of work as the database has them. The worker has no port of its own: each API process tells the same, of all
 * workers, and none is lost with a process.
 */
export class WorkFigures {
  private readonly undone: Gauge<'job' | 'state'>;
  private readonly oldest: Gauge<'state'>;
  private readonly done: Gauge<'job'>;
  private readonly duration: Gauge<'job' | 'quantile'>;

  constructor(
    private readonly pool: Pool,
    registry: Registry,
  ) {
    const registers = [registry];
    this.undone = new Gauge({
      name: 'plenary_work',
      help: 'Work asked for and not done, by kind and state: waiting for the queue, queued, or failed for good.',
      labelNames: ['job', 'state'],
      registers,
    });
    this.oldest = new Gauge({
      name: 'plenary_work_oldest_seconds',
      help: 'Age of the oldest work that waits or is queued.',
      labelNames: ['state'],
      registers,
    });
    this.done = new Gauge({
      name: 'plenary_work_done',
      help: 'Work done within the last 5 minutes, by kind.',
      labelNames: ['job'],
      registers,
    });
    this.duration = new Gauge({
      name: 'plenary_work_done_seconds',
      help: 'Time from asking for that work to its being done.',
      labelNames: ['job', 'quantile'],
      registers,
    });
  }

  /** Takes the figures from the database. @returns whether it answered */
  async read(): Promise<boolean> {
    const answers = await Promise.all([
      this.pool.query<Undone>(undoneStatement),
      this.pool.query<Done>(doneStatement),
    ]).catch((error: unknown) => {
      if (isDatabaseAway(error)) return null;
      throw error;
    });
    for (const gauge of [this.undone, this.oldest, this.done, this.duration]) gauge.reset();
    if (answers === null) return false;
    const [undone, done] = answers;
    for (const { job, state, count } of undone.rows) this.undone.set({ job, state }, count);
    for (const state of ['waiting', 'queued'] as const) {
      const ages = undone.rows.filter((row) => row.state === state).map(({ oldest }) => oldest);
      this.oldest.set({ state }, Math.max(0, ...ages));
    }
    for (const { job, count, half, most } of done.rows) {
      this.done.set({ job }, count);
      this.duration.set({ job, quantile: '0.5' }, half);
      this.duration.set({ job, quantile: '0.95' }, most);
    }
    return true;
  }
}

const undoneStatement = `
SELECT job,
       CASE WHEN "failedAt" IS NOT NULL THEN 'failed' WHEN "dispatchedAt" IS NULL THEN 'waiting' ELSE 'queued' END AS state,
       count(*)::int AS count,
       extract(epoch FROM plenary_now() - min("createdAt"))::float8 AS oldest
  FROM "Outbox" WHERE "doneAt" IS NULL GROUP BY 1, 2`;

const doneStatement = `
SELECT job, count(*)::int AS count,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM "doneAt" - "createdAt"))::float8 AS half,
       percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM "doneAt" - "createdAt"))::float8 AS most
  FROM "Outbox" WHERE "doneAt" > plenary_now() - interval '5 minutes' GROUP BY 1`;
