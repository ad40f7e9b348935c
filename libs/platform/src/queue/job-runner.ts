import { randomUUID } from 'node:crypto';
import { DelayedError, type Job } from 'bullmq';
import { createCtx, type Ctx, type Services } from '../ctx.js';
import { Refusal } from '../errors.js';
import { Worker, queueConnection, queueName } from './connection.js';
import type { JobKind, JobType } from './job-type.js';

/** What a handler knows about its run besides the payload. */
export interface JobRun {
  /** The outbox row; a handler passes it on, so that its effect and `doneAt` are one transaction. */
  readonly id: string;
  /** Of this run alone: another that has taken the work over meanwhile has its own. */
  readonly claim: string;
  /** Aborted when the process is to stop: a handler gives up between two steps, and the job runs again. */
  readonly signal: AbortSignal;
  /** Whether the job fails for good if this run does. */
  readonly isLastAttempt: boolean;
}

/** A job type with its handler: a thin door to one operation, safe to run twice. */
export interface JobHandler {
  readonly type: JobKind;
  run(ctx: Ctx, payload: unknown, run: JobRun): Promise<void>;
}

export function handle<Payload>(
  type: JobType<Payload>,
  handler: (ctx: Ctx, payload: Payload, run: JobRun) => Promise<void>,
): JobHandler {
  return { type, run: (ctx, payload, run) => handler(ctx, type.payload.parse(payload), run) };
}

/** The work was taken over by another run, as when this process stood still for too long. */
class LostClaimError extends Error {
  override readonly name = 'LostClaimError';
}

/**
 * Marks work as done. Called in the transaction that makes the effect, so that a second run finds it done, and a run
 * that has lost its claim has no effect.
 * @throws what rolls the transaction back, where another run has taken over
 */
export async function finishWork(ctx: Ctx, run: JobRun): Promise<void> {
  const { count } = await ctx.db.outbox.updateMany({
    where: { id: run.id, claim: run.claim, doneAt: null },
    data: { doneAt: ctx.services.clock.now() },
  });
  if (count === 0) throw new LostClaimError(`Another run has taken over work ${run.id}`);
}

/** A handler found that trying again is no use: the job stands in the list of failed jobs at once. */
export class HopelessError extends Error {
  override readonly name = 'HopelessError';
}

/**
 * Measured (design, stack.md): with these a job whose worker was killed runs again within 9 s, and survives
 * twenty kills; BullMQ's own values take 63 s and give it up at the second.
 */
const stalling = { lockDuration: 8_000, stalledInterval: 4_000, maxStalledCount: 20 };

/** 1 s, 2 s, 4 s … at most 5 minutes, and up to a third more, so that jobs that failed together part. */
function backOff(attemptsMade: number): number {
  const seconds = Math.min(2 ** (attemptsMade - 1), 300);
  return Math.round(seconds * 1_000 * (1 + Math.random() / 3));
}

/** Takes jobs from the queue and runs their handlers. */
export class JobRunner {
  private readonly worker;
  private readonly handlers: ReadonlyMap<string, JobHandler>;
  private readonly stopping = new AbortController();

  constructor(
    private readonly services: Services,
    databaseUrl: string,
    handlers: readonly JobHandler[],
    concurrency = 4,
  ) {
    this.handlers = new Map(handlers.map((handler) => [handler.type.name, handler]));
    if (this.handlers.size !== handlers.length) throw new Error('Two handlers share the name of a job.');
    this.worker = new Worker(queueName, (job, token) => this.process(job, token), {
      connection: queueConnection(databaseUrl),
      concurrency,
      autorun: false,
      settings: { backoffStrategy: backOff },
      ...stalling,
    });
    this.worker.on('error', (error) => {
      services.log.warn({ reason: error.message }, 'the queue is away');
    });
    this.worker.on('failed', (job, error) => {
      // Stalled too often: the handler had no chance to record it.
      if (job?.id !== undefined && /stalled/.test(error.message))
        void this.recordFailure({ id: job.id }, 'STALLED', true);
    });
  }

  start(): void {
    this.worker.run().catch((error: unknown) => {
      this.services.log.error({ error }, 'the worker ended');
    });
  }

  /** Lets running jobs finish for `patienceMs`, then hands them back. */
  async stop(patienceMs: number): Promise<void> {
    const timer = setTimeout(() => {
      this.stopping.abort();
    }, patienceMs);
    await this.worker.close();
    clearTimeout(timer);
  }

  private async process(job: Job, token: string | undefined): Promise<void> {
    const id = job.id ?? '';
    const claim = randomUUID();
    const [row] = await this.services.prisma.outbox.updateManyAndReturn({
      where: { id, doneAt: null, failedAt: null },
      data: { claim },
    });
    if (row === undefined) return;
    const handler = this.handlers.get(row.job);
    const attempts = row.attempts + 1;
    const isLastAttempt = attempts >= (handler?.type.attempts ?? 1);
    const run: JobRun = { id, claim, signal: this.stopping.signal, isLastAttempt };
    try {
      if (handler === undefined) throw new HopelessError(`No handler for ${row.job}`);
      await handler.run(createCtx(this.services, { kind: 'job' }, id), row.payload, run);
      await this.services.prisma.outbox.updateMany({
        where: { id, claim, doneAt: null },
        data: { doneAt: this.services.clock.now(), attempts },
      });
    } catch (error) {
      if (this.stopping.signal.aborted) {
        await job.moveToDelayed(Date.now(), token);
        throw new DelayedError();
      }
      if (error instanceof LostClaimError) {
        this.services.log.warn({ job: row.job, id }, 'a run came late: another has taken over');
        return;
      }
      const last = error instanceof HopelessError || isLastAttempt;
      this.services.log.warn({ job: row.job, id, attempts, last, error }, 'a job failed');
      await this.recordFailure({ id, claim }, describeFailure(error), last);
      if (!last) throw error instanceof Error ? error : new Error(String(error));
    }
  }

  private async recordFailure(
    work: { readonly id: string; readonly claim?: string },
    failure: string,
    last: boolean,
  ): Promise<void> {
    await this.services.prisma.outbox.updateMany({
      where: { ...work, doneAt: null },
      data: {
        failure,
        attempts: { increment: 1 },
        ...(last ? { failedAt: this.services.clock.now() } : {}),
      },
    });
  }
}

/** Words of ours, or else only a code: a foreign message may hold an address or a name. */
function describeFailure(error: unknown): string {
  if (error instanceof Refusal) return `${error.code}: ${error.message}`;
  if (error instanceof HopelessError) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  return code ?? (error instanceof Error ? error.name : 'Error');
}
