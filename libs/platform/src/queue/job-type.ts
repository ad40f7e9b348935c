import type { z } from 'zod';

/** A kind of work that can be asked for. */
export interface JobKind {
  readonly name: string;
  /** How often it is tried before it stands in the list of failed jobs. */
  readonly attempts: number;
}

/** A kind of work with the ids it takes. */
export interface JobType<Payload> extends JobKind {
  readonly payload: z.ZodType<Payload>;
}

export function defineJob<Payload>(
  name: string,
  payload: z.ZodType<Payload>,
  options: { readonly attempts?: number } = {},
): JobType<Payload> {
  return { name, payload, attempts: options.attempts ?? 8 };
}
