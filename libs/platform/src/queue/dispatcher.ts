import type { Services } from '../ctx.js';
import { sparingly } from '../log.js';
import { Queue, close, complaint, queueConnection, queueName } from './connection.js';
import type { JobKind, Lane } from './job-type.js';
import { outboxTopic } from './outbox.js';
import { askForDueWork, type Schedule } from './schedules.js';

/** How long a row may wait where a wake-up was lost. */
const pollMs = 1_000;
/** A row handed to the queue this long ago, undone and unknown to the queue, is handed over again. */
const forgottenAfter = '30 seconds';
const batch = 200;
/** Between two looks at the clock; more than this is a jump. */
const mostDriftMs = 2_000;

/** When the process began by the clock as it goes now: it moves where the clock is set. */
function clockStart(): number {
  return Date.now() - performance.now();
}

/**
 * Turns outbox rows into queue jobs. A row's id is its job's id, and handlers look at `doneAt`, so that handing a
 * row over twice does its work once. Any number of dispatchers may run.
 */
export class Dispatcher {
  private readonly queues;
  private readonly kinds: ReadonlyMap<string, JobKind>;
  private readonly complain;
  private readonly ending = Promise.withResolvers<boolean>();
  private stopListening: () => void = () => undefined;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private again = false;
  private stopped = false;
  private lastSweep = -Infinity;
  private clockStartedAt = clockStart();

  constructor(
    private readonly services: Services,
    databaseUrl: string,
    kinds: readonly JobKind[],
    private readonly schedules: readonly Schedule[] = [],
  ) {
    this.kinds = new Map(kinds.map((kind) => [kind.name, kind]));
    const complain = complaint(services);
    const queueOf = (lane: Lane) =>
      new Queue(queueName(lane), { connection: queueConnection(services, databaseUrl) }).on(
        'error',
        complain,
      );
    this.queues = { work: queueOf('work'), mail: queueOf('mail'), webhooks: queueOf('webhooks') };
    this.complain = sparingly((error) => {
      services.log.warn({ error }, 'the outbox could not be dispatched; it will be tried again');
    });
  }

  start(): void {
    this.stopListening = this.services.live.onChange(outboxTopic, () => {
      this.wake();
    });
    this.timer = setInterval(() => {
      this.wake();
    }, pollMs);
    this.wake();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.ending.resolve(true);
    this.stopListening();
    if (this.timer !== null) clearInterval(this.timer);
    await this.running;
    await Promise.all(Object.values(this.queues).map((queue) => close(queue)));
  }

  private queueOf(job: string) {
    return this.queues[this.kinds.get(job)?.lane ?? 'work'];
  }

  private wake(): void {
    if (this.stopped) return;
    this.again = true;
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
  }

  private async run(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      try {
        // Before rows are locked: a queue may be away for long.
        const ready = Promise.all(Object.values(this.queues).map((queue) => queue.waitUntilReady()));
        const isEnding = await Promise.race([ready.then(() => false), this.ending.promise]);
        if (isEnding) return;
        await this.promoteDelayed();
        if (performance.now() - this.lastSweep > pollMs * 10) {
          this.lastSweep = performance.now();
          await this.sweep();
          await askForDueWork(this.services, this.schedules);
        }
        while ((await this.dispatch()) === batch);
      } catch (error) {
        this.complain(error instanceof Error ? error : new Error(String(error)));
      }
    }
  }

  /** Hands over one batch; the rows stay locked meanwhile, so that two dispatchers never share one. */
  private async dispatch(): Promise<number> {
    const client = await this.services.pool.connect();
    try {
      await client.query('BEGIN');
      const { rows } = await client.query<{ id: string; job: string }>(
        `SELECT id, job FROM "Outbox"
         WHERE "dispatchedAt" IS NULL AND "doneAt" IS NULL AND "failedAt" IS NULL
         ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
        [batch],
      );
      if (rows.length > 0) {
        for (const [queue, ofQueue] of Map.groupBy(rows, ({ job }) => this.queueOf(job))) {
          await queue.addBulk(
            ofQueue.map(({ id, job }) => ({
              name: job,
              data: {},
              opts: {
                jobId: id,
                attempts: this.kinds.get(job)?.attempts ?? 1,
                backoff: { type: 'custom' },
                removeOnComplete: true,
                // The outbox row is the record of a failure.
                removeOnFail: true,
              },
            })),
          );
        }
        await client.query('UPDATE "Outbox" SET "dispatchedAt" = plenary_now() WHERE id = ANY($1::uuid[])', [
          rows.map(({ id }) => id),
        ]);
      }
      await client.query('COMMIT');
      return rows.length;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }

  /** What waits for an instant of the queue would wait longer by as much as the clock was set back: it goes at once. */
  private async promoteDelayed(): Promise<void> {
    const startedAt = clockStart();
    const setBackMs = this.clockStartedAt - startedAt;
    if (setBackMs > mostDriftMs) {
      this.services.log.warn({ setBackMs }, 'the clock was set back: what the queue puts off is tried now');
      for (const queue of Object.values(this.queues)) await queue.promoteJobs();
    }
    this.clockStartedAt = startedAt;
  }

  /** Frees rows whose job the queue has lost, as when its store was emptied. */
  private async sweep(): Promise<void> {
    const { rows } = await this.services.pool.query<{ id: string; job: string }>(
      `SELECT id, job FROM "Outbox"
       WHERE "doneAt" IS NULL AND "failedAt" IS NULL
         AND ("dispatchedAt" < plenary_now() - $1::interval OR "dispatchedAt" > plenary_now() + $1::interval)
       ORDER BY id LIMIT $2`,
      [forgottenAfter, batch],
    );
    for (const { id, job } of rows) {
      if ((await this.queueOf(job).getJob(id)) !== undefined) continue;
      await this.services.pool.query(
        'UPDATE "Outbox" SET "dispatchedAt" = NULL WHERE id = $1 AND "doneAt" IS NULL AND "failedAt" IS NULL',
        [id],
      );
      this.again = true;
    }
  }
}
