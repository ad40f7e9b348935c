import type { Ctx } from '../ctx.js';
import type { JobType } from './job-type.js';

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
  readonly type: JobType<unknown>;
  run(ctx: Ctx, payload: unknown, run: JobRun): Promise<void>;
}

export function handle<Payload>(
  type: JobType<Payload>,
  handler: (ctx: Ctx, payload: Payload, run: JobRun) => Promise<void>,
): JobHandler {
  return { type, run: (ctx, payload, run) => handler(ctx, type.payload.parse(payload), run) };
}

/** The work was taken over by another run, as when this process stood still for too long. */
export class LostClaimError extends Error {
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

/** A handler found that it is too early: the job comes back after this long, and it does not count as an attempt. */
export class PutOffError extends Error {
  override readonly name = 'PutOffError';

  /** @param waitMs in milliseconds */
  constructor(readonly waitMs: number) {
    super(`Put off by ${String(waitMs)} ms`);
  }
}
