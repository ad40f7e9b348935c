import type { Services } from '../ctx.js';
import { Queue, queueConnection, queueName } from './connection.js';
import type { JobKind } from './job-type.js';
import { outboxTopic } from './outbox.js';
import { askForDueWork, type Schedule } from './schedules.js';

/** How long a row may wait where a wake-up was lost. */
const pollMs = 1_000;
/** A row handed to the queue this long ago, undone and unknown to the queue, is handed over again. */
const forgottenAfter = '30 seconds';
const batch = 200;

/**
 * Turns outbox rows into queue jobs. A row's id is its job's id, and handlers look at `doneAt`, so that handing a
 * row over twice does its work once. Any number of dispatchers may run.
 */
export class Dispatcher {
  private readonly queue;
  private readonly attempts: ReadonlyMap<string, number>;
  private stopListening: () => void = () => undefined;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private again = false;
  private stopped = false;
  private lastSweep = 0;

  constructor(
    private readonly services: Services,
    databaseUrl: string,
    kinds: readonly JobKind[],
    private readonly schedules: readonly Schedule[] = [],
  ) {
    this.attempts = new Map(kinds.map((kind) => [kind.name, kind.attempts]));
    this.queue = new Queue(queueName, { connection: queueConnection(databaseUrl) });
    this.queue.on('error', (error) => {
      services.log.warn({ reason: error.message }, 'the queue is away');
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
    this.stopListening();
    if (this.timer !== null) clearInterval(this.timer);
    await this.running;
    await this.queue.close();
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
        if (Date.now() - this.lastSweep > pollMs * 10) {
          this.lastSweep = Date.now();
          await this.sweep();
          await askForDueWork(this.services, this.schedules);
        }
        while ((await this.dispatch()) === batch);
      } catch (error) {
        this.services.log.warn({ error }, 'the outbox could not be dispatched; it will be tried again');
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
        await this.queue.addBulk(
          rows.map(({ id, job }) => ({
            name: job,
            data: {},
            opts: {
              jobId: id,
              attempts: this.attempts.get(job) ?? 1,
              backoff: { type: 'custom' },
              removeOnComplete: true,
              // The outbox row is the record of a failure.
              removeOnFail: true,
            },
          })),
        );
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

  /** Frees rows whose job the queue has lost, as when its store was emptied. */
  private async sweep(): Promise<void> {
    const { rows } = await this.services.pool.query<{ id: string }>(
      `SELECT id FROM "Outbox"
       WHERE "doneAt" IS NULL AND "failedAt" IS NULL AND "dispatchedAt" < plenary_now() - $1::interval
       ORDER BY id LIMIT $2`,
      [forgottenAfter, batch],
    );
    for (const { id } of rows) {
      if ((await this.queue.getJob(id)) !== undefined) continue;
      await this.services.pool.query(
        'UPDATE "Outbox" SET "dispatchedAt" = NULL WHERE id = $1 AND "doneAt" IS NULL AND "failedAt" IS NULL',
        [id],
      );
      this.again = true;
    }
  }
}
