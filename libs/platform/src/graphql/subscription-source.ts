import { createHash } from 'node:crypto';
import {
  createSourceEventStream,
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLError,
} from 'graphql';
import type { Ctx } from '../ctx.js';
import { isDatabaseAway } from '../database/sql-state.js';
import { States } from '../live/states.js';
import { createGqlContext } from './context.js';

/** A subscription as it is executed, by whom. */
export interface Subscription extends Pick<
  ExecutionArgs,
  'schema' | 'document' | 'operationName' | 'variableValues'
> {
  readonly ctx: Ctx;
}

/** A result, written out once for all who follow, and named by its content. */
export interface Emission {
  /** As JSON without the brace that closes it: each client's own extensions follow. */
  readonly opened: string;
  readonly state: string;
  /** The name as a client is told it, beside its own sequence; an error is no state to come back with. */
  readonly liveState: string;
}

/** One who follows a subscription. */
interface Client {
  /** The first read that began after the client came: one before may be older than what it has seen elsewhere. */
  readonly from: number;
  show(emission: Emission): void;
  /** Called once nothing more comes. */
  end(): void;
}

interface Surroundings {
  /** Called once, when nothing more comes. */
  readonly ended: () => void;
  /** The errors of a state as clients see them. */
  readonly present: (errors: readonly GraphQLError[]) => readonly GraphQLError[];
}

/** How soon an answer that the database could not give is asked for again. */
const retryMs = 1_000;

/** One execution, with all who follow it. */
export class SubscriptionSource {
  /** Set once nothing more comes, with the error that ended it. */
  over: { readonly error?: Error } | null = null;
  private readonly clients = new Set<Client>();
  private running = false;

  private constructor(
    private readonly states: States<unknown>,
    private readonly executed: (state: unknown) => Promise<ExecutionResult>,
    private readonly surroundings: Surroundings,
  ) {}

  /** Passes the door, and returns what is behind it or the errors of the refusal. */
  static async open(
    { ctx, ...asked }: Subscription,
    surroundings: Surroundings,
  ): Promise<SubscriptionSource | ExecutionResult> {
    // Loaders live as long as one execution: the next one is to see what has changed.
    const args = () => ({ ...asked, contextValue: createGqlContext(ctx), hideSuggestions: true });
    const stream = await createSourceEventStream(args());
    if (!(Symbol.asyncIterator in stream)) return stream;
    if (!(stream instanceof States)) throw new Error('A subscription gives states: see Live.states.');
    const executed = async (rootValue: unknown) => execute({ ...args(), rootValue });
    return new SubscriptionSource(stream, executed, surroundings);
  }

  /**
   * Lets a client in.
   * @returns the first read whose state the client may be shown
   */
  enter(client: Client): number {
    const from = this.states.reads + 1;
    this.clients.add(client);
    this.states.refresh();
    if (!this.running) {
      this.running = true;
      this.run().then(
        () => {
          this.end({});
        },
        (error: unknown) => {
          this.end({ error: error instanceof Error ? error : new Error(String(error)) });
        },
      );
    }
    return from;
  }

  /** The last to leave ends the execution. */
  leave(client: Client): void {
    this.clients.delete(client);
    if (this.clients.size > 0) return;
    void this.states.return();
    this.end({});
  }

  private async run(): Promise<void> {
    for await (const state of this.states) {
      const result = await this.executed(state);
      if (result.errors?.some(({ originalError }) => isDatabaseAway(originalError)) !== true)
        this.show(result);
      else
        setTimeout(() => {
          this.states.refresh();
        }, retryMs);
    }
  }

  /** Hands a result to all who came before it was read. */
  private show(result: ExecutionResult): void {
    const { errors } = result;
    const named = JSON.stringify(result);
    const state = createHash('sha256').update(named).digest('base64url').slice(0, 16);
    const shown =
      errors === undefined ? named : JSON.stringify({ ...result, errors: this.surroundings.present(errors) });
    const liveState = errors === undefined ? `,"state":"${state}"` : '';
    const emission = { opened: shown.slice(0, -1), state, liveState };
    for (const client of this.clients) if (client.from <= this.states.reads) client.show(emission);
  }

  private end(over: { readonly error?: Error }): void {
    if (this.over !== null) return;
    this.over = over;
    this.surroundings.ended();
    for (const client of this.clients) client.end();
  }
}
