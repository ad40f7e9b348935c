import type { z } from 'zod';

/** The database schema that BullMQ's tables live in. */
export const queueSchema = 'bullmq';

/**
 * How much is done at once in a process. What waits for servers of others has lanes of its own, so that a slow one
 * holds up nothing else.
 */
export const lanes = { work: 4, mail: 4, webhooks: 16 } as const;

export type Lane = keyof typeof lanes;

interface JobOptions {
  /** How often it is tried before it stands in the list of failed jobs; 8 unless said. */
  readonly attempts: number;
  /** The longest wait before another try, in seconds; 300 unless said. */
  readonly longestWait: number;
  readonly lane: Lane;
}

/** A kind of work that can be asked for. */
export interface JobKind extends JobOptions {
  readonly name: string;
}

/** A kind of work with the ids it takes. */
export interface JobType<Payload> extends JobKind {
  readonly payload: z.ZodType<Payload>;
}

export function defineJob<Payload>(
  name: string,
  payload: z.ZodType<Payload>,
  { attempts = 8, longestWait = 300, lane = 'work' }: Partial<JobOptions> = {},
): JobType<Payload> {
  return { name, payload, attempts, longestWait, lane };
}
