import { z } from 'zod';

/** A function of a module, and what it is called with. */
export const task = z.object({
  module: z.string(),
  name: z.string(),
  /** Where a file lies whose bytes are its first argument. */
  path: z.string().nullable(),
  args: z.array(z.unknown()),
});

export type Task = z.output<typeof task>;

/** What came of a task. `isLast` where the process has grown, and ends. */
export const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('value'), value: z.unknown(), isLast: z.boolean() }),
  z.object({
    kind: z.literal('refused'),
    message: z.string(),
    fields: z.array(z.object({ path: z.string(), message: z.string() })),
    isLast: z.boolean(),
  }),
  z.object({ kind: z.literal('failed'), stack: z.string(), isLast: z.boolean() }),
]);

export type Answer = z.output<typeof answer>;
