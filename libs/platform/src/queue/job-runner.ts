import { randomUUID } from 'node:crypto';
import { DelayedError, type Job } from 'bullmq';
import { createCtx, type Services } from '../ctx.js';
import { Refusal, codeOf } from '../errors.js';
import { Worker, close, complaint, keepHearing, queueConnection, queueName } from './connection.js';
import { HopelessError, LostClaimError, PutOffError, type JobHandler, type JobRun } from './job-handler.js';
import { lanes, type Lane } from './job-type.js';
import { Suspects, type JobData } from './suspects.js';

/**
 * Measured: with these a job whose worker was killed runs again within 12 s; BullMQ's own values take 63 s. It counts
 * no stalls: what ran beside a job that kills would be given up with it. See `Suspects`.
 */
const usualStalling = { lockDuration: 8_000, stalledInterval: 4_000, mostDeaths: 8 };
const stallsOfBullMq = 1_000_000;

/** 1 s, 2 s, 4 s … up to the longest wait, and up to a third more, so that jobs that failed together part. */
function backOff(attemptsMade: number, longestWait: number): number {
  const seconds = Math.min(2 ** (attemptsMade - 1), longestWait);
  return Math.round(seconds * 1_000 * (1 + Math.random() / 3));
}

/** How soon a database that was away is asked again; BullMQ's own value is 15 s. */
const runRetryDelay = 1_000;

/** Takes jobs from the queue and runs their handlers. */
export class JobRunner {
  private readonly workers;
  private readonly suspects;
  private readonly complain;
  private readonly handlers: ReadonlyMap<string, JobHandler>;
  private readonly stopping = new AbortController();
  private readonly stopHeartbeats: (() => void)[] = [];

  constructor(
    private readonly services: Services,
    private readonly databaseUrl: string,
    handlers: readonly JobHandler[],
    private readonly stalling = usualStalling,
  ) {
    this.handlers = new Map(handlers.map((handler) => [handler.type.name, handler]));
    if (this.handlers.size !== handlers.length) throw new Error('Two handlers share the name of a job.');
    this.complain = complaint(services);
    this.suspects = new Suspects(stalling.mostDeaths, stalling.lockDuration / 8);
    this.workers = [...new Set(handlers.map(({ type }) => type.lane))].map((lane) => this.workerOf(lane));
  }

  private workerOf(lane: Lane) {
    const worker = new Worker<JobData>(queueName(lane), (job, token) => this.process(job, token), {
      connection: queueConnection(this.services, this.databaseUrl),
      concurrency: lanes[lane],
      autorun: false,
      settings: {
        backoffStrategy: (attemptsMade, _type, _error, job) =>
          backOff(attemptsMade, this.handlers.get(job?.name ?? '')?.type.longestWait ?? 0),
      },
      lockDuration: this.stalling.lockDuration,
      stalledInterval: this.stalling.stalledInterval,
      maxStalledCount: stallsOfBullMq,
      runRetryDelay,
    });
    worker.on('error', this.complain);
    return worker;
  }

  start(): void {
    for (const worker of this.workers) {
      this.stopHeartbeats.push(keepHearing(worker));
      worker.run().catch((error: unknown) => {
        this.services.log.error({ error }, 'the worker ended');
      });
    }
  }

  /** Lets running jobs finish for `patienceMs`, then hands them back. */
  async stop(patienceMs: number): Promise<void> {
    const timer = setTimeout(() => {
      this.stopping.abort();
    }, patienceMs);
    for (const stop of this.stopHeartbeats) stop();
    await Promise.all(this.workers.map((worker) => close(worker)));
    clearTimeout(timer);
  }

  private process(job: Job<JobData>, token: string | undefined): Promise<void> {
    const { id = '', stalledCounter } = job;
    if (stalledCounter === 0) return this.run(job, token);
    return this.suspects.run(
      job,
      token,
      () => this.run(job, token),
      () => this.recordFailure({ id }, 'STALLED', true),
    );
  }

  private async run(job: Job<JobData>, token: string | undefined): Promise<void> {
    const { id = '' } = job;
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
      const putOff = error instanceof PutOffError ? error.waitMs : 0;
      if (putOff > 0 || this.stopping.signal.aborted) {
        await job.moveToDelayed(Date.now() + putOff, token);
        throw new DelayedError();
      }
      if (error instanceof LostClaimError) {
        this.services.log.warn({ job: row.job, id }, 'a run came late: another has taken over');
        return;
      }
      const last = error instanceof HopelessError || isLastAttempt;
      this.services.log.warn({ job: row.job, id, attempts, last, error }, 'a job failed');
      await this.recordFailure({ id, claim }, describeFailure(error), last);
      if (last) return;
      // The queue would take it before all younger ones, so that some which take long to fail hold up the others.
      await job.changePriority({ priority: attempts });
      throw error instanceof Error ? error : new Error(String(error));
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
  const names = error instanceof Error ? [codeOf(error) ?? '', error.name] : [];
  return names.find((name) => /^\w[\w .-]{0,60}$/.test(name)) ?? 'Error';
}
