import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Ctx, SqlCtx } from '../ctx.js';
import { Refusal, notFound } from '../errors.js';
import { isId } from '../parse.js';
import { publish } from '../database/transaction.js';
import type { JobType } from './job-type.js';

/** The topic that wakes the dispatcher. */
export const outboxTopic = 'outbox';

/** Job payloads are ids: text, numbers and null. */
type Ids = Readonly<Record<string, string | number | null>>;

/**
 * Asks for work in the transaction of the change that needs it, so that neither is ever without the other.
 * @returns the id of the outbox row, which is the job's id too
 */
export function askForWork<Payload extends Ids>(
  ctx: SqlCtx,
  job: JobType<Payload>,
  payload: Payload,
  eventId: string | null,
): string {
  if (ctx.consequences === null) throw new Error(`${job.name} was asked for outside of a transaction`);
  const id = uuidv7();
  ctx.consequences.work.push({ id, eventId, job: job.name, payload });
  publish(ctx, outboxTopic);
  return id;
}

export const workState = z.enum(['WAITING', 'RUNNING', 'DONE', 'FAILED']);
export type WorkState = z.output<typeof workState>;

/** Work that was asked for, as staff see it. */
export interface WorkItem {
  readonly id: string;
  /** Null for what belongs to no event. */
  readonly eventId: string | null;
  readonly job: string;
  readonly state: WorkState;
  readonly createdAt: Date;
  readonly attempts: number;
  /** A code and words without personal data. */
  readonly failure: string | null;
}

/** Work that is not done, the failed first, then the oldest; of one event or, with null, of all. */
export async function listWork(ctx: Ctx, eventId: string | null, limit: number): Promise<WorkItem[]> {
  const rows = await ctx.db.outbox.findMany({
    where: { doneAt: null, ...(eventId === null ? {} : { eventId }) },
    orderBy: [{ failedAt: { sort: 'asc', nulls: 'last' } }, { createdAt: 'asc' }],
    take: limit,
  });
  return rows.map((row) => ({
    id: row.id,
    eventId: row.eventId,
    job: row.job,
    state: stateOf(row),
    createdAt: row.createdAt,
    attempts: row.attempts,
    failure: row.failure,
  }));
}

/**
 * Puts a failed job back to be tried again from the start.
 * @throws {Refusal} NOT_FOUND, or CONFLICT if it has not failed
 */
export async function retryWork(tx: Ctx, eventId: string | null, id: string): Promise<void> {
  const row = isId(id)
    ? await tx.db.outbox.findFirst({ where: { id, ...(eventId === null ? {} : { eventId }) } })
    : null;
  if (row === null) throw notFound('Job');
  const { count } = await tx.db.outbox.updateMany({
    where: { id, failedAt: { not: null } },
    data: { failedAt: null, failure: null, attempts: 0, dispatchedAt: null },
  });
  if (count === 0) throw new Refusal('CONFLICT', 'Only a failed job can be tried again.');
  publish(tx, outboxTopic);
}

function stateOf(row: { doneAt: Date | null; failedAt: Date | null; dispatchedAt: Date | null }): WorkState {
  if (row.doneAt !== null) return 'DONE';
  if (row.failedAt !== null) return 'FAILED';
  return row.dispatchedAt === null ? 'WAITING' : 'RUNNING';
}
