import { parse, type Ctx, type SqlCtx } from '@plenary/platform';
import { publish, inSqlTransaction, inTransaction } from '@plenary/platform/database';
import { once } from '@plenary/platform/idempotency';
import type { z } from 'zod';
import { recordAudit, type AuditFact } from './record-audit.js';

/** A fact whose action is the name of its verb, unless it says another. */
type Fact = Omit<AuditFact, 'action'> & { readonly action?: string };

interface Change<Result> {
  readonly audit: Fact | readonly Fact[];
  /** Whoever shows them reads again. */
  readonly topics: readonly string[];
  readonly result: Result;
}

/** What came of a verb. */
export type Outcome<Result> = { readonly change: Change<Result> } | { readonly result: Result };

export function changed<Result>(change: Change<Result>): Outcome<Result> {
  return { change };
}

/** For a verb that has written nothing. */
export function unchanged<Result>(result: Result): Outcome<Result> {
  return { result };
}

interface Verb<C extends SqlCtx, Input extends z.ZodType, Result> {
  readonly input: Input | ((ctx: C) => Input);
  /** Whoever does the like waits meanwhile. */
  readonly lock?: (tx: C) => Promise<unknown>;
  /** Guards, decides and saves. */
  readonly run: (tx: C, input: z.output<Input>) => Outcome<Result> | Promise<Outcome<Result>>;
}

type Operation<C extends SqlCtx, Result> = (ctx: C, values: unknown) => Promise<Result>;

/**
 * An operation that changes something: parsed, then done in one transaction together with what is recorded of it, and
 * published after that. Called inside of another's transaction, it becomes a part of it.
 */
export function verb<C extends Ctx, Input extends z.ZodType, Result>(
  name: string,
  steps: Verb<C, Input, Result>,
): Operation<C, Result> {
  return async (ctx, values) => {
    const input = read(ctx, steps, values);
    return inTransaction(ctx, (tx) => act(tx, name, steps, input));
  };
}

/** The same for what a whole hall does at once, in plain SQL: see `inSqlTransaction`. */
export function sqlVerb<C extends SqlCtx, Input extends z.ZodType, Result>(
  name: string,
  steps: Verb<C, Input, Result>,
): Operation<C, Result> {
  return async (ctx, values) => {
    const input = read(ctx, steps, values);
    return inSqlTransaction(ctx, (tx) => act(tx, name, steps, input));
  };
}

interface KeyedVerb<C extends Ctx, Input extends z.ZodType, Result> extends Verb<C, Input, string> {
  /** The answer, from the id that `run` gave. */
  readonly show: (tx: C, id: string, input: z.output<Input>) => Result | Promise<Result>;
}

/** The same for what must not be done twice: a repeat with the same client key is shown what the first was. */
export function keyedVerb<C extends Ctx, Input extends z.ZodType<{ readonly clientKey: string }>, Result>(
  name: string,
  { show, ...steps }: KeyedVerb<C, Input, Result>,
): Operation<C, Result> {
  return async (ctx, values) => {
    const input = read(ctx, steps, values);
    return inTransaction(ctx, async (tx) => {
      const work = (): Promise<string> => act(tx, name, steps, input);
      return show(tx, await once(tx, name, input.clientKey, input, work), input);
    });
  };
}

function read<C extends SqlCtx, Input extends z.ZodType>(
  ctx: C,
  { input }: Pick<Verb<C, Input, unknown>, 'input'>,
  values: unknown,
): z.output<Input> {
  return parse(typeof input === 'function' ? input(ctx) : input, values);
}

async function act<C extends SqlCtx, Input extends z.ZodType, Result>(
  tx: C,
  name: string,
  { lock, run }: Verb<C, Input, Result>,
  input: z.output<Input>,
): Promise<Result> {
  await lock?.(tx);
  const outcome = await run(tx, input);
  if (!('change' in outcome)) return outcome.result;
  const { audit, topics, result } = outcome.change;
  const facts = 'subject' in audit ? [audit] : audit;
  if (facts.length === 0) throw new Error(`${name} records nothing of what it has changed`);
  for (const fact of facts) recordAudit(tx, { action: name, ...fact });
  for (const topic of topics) publish(tx, topic);
  return result;
}
