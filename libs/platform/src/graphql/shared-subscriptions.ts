import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Ctx } from '../ctx.js';
import type { Outlet, Sender } from './outlet.js';
import { SubscriptionSource, type Emission, type Subscription } from './subscription-source.js';

/** What a client asks to follow. */
export interface Following extends Subscription {
  /** By which the client knows the subscription on its connection. */
  readonly id: string;
  /** The text of the document. */
  readonly source: string;
  /** The state that the client had when it was cut off; null for a new one. */
  readonly resume: string | null;
  /** That of the client's connection. */
  readonly outlet: Outlet;
}

/**
 * Subscriptions that ask the same on behalf of the same viewer are executed and written out once, and each of their
 * clients is handed what came last: who reads slowly skips states, and holds up nobody. A client is never sent a state
 * older than one that it has seen, on this connection or on one before, to whatever process; nor the same twice in a
 * row.
 */
export class SharedSubscriptions {
  private readonly sources = new Map<string, Promise<SubscriptionSource | ExecutionResult>>();

  /** @param present gives the errors of a state as clients see them */
  constructor(
    private readonly present: (ctx: Ctx, errors: readonly GraphQLError[]) => readonly GraphQLError[],
  ) {}

  /** @returns what lasts as long as the client follows and yields nothing, or the errors by which it is refused */
  async follow(following: Following): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
    const { ctx, source, operationName, variableValues, id, resume, outlet } = following;
    // Strangers all see the same; an account sees what is its own.
    const key = JSON.stringify([ctx.actor, source, operationName, variableValues]);
    const opened = await (this.sources.get(key) ?? this.open(key, following));
    if (!(opened instanceof SubscriptionSource)) return opened;
    // It may have ended between its being found and now.
    return opened.over === null ? new Follower(opened, id, resume, outlet) : this.follow(following);
  }

  private open(
    key: string,
    { schema, document, operationName, variableValues, ctx }: Following,
  ): Promise<SubscriptionSource | ExecutionResult> {
    const forget = (): void => {
      if (this.sources.get(key) === opening) this.sources.delete(key);
    };
    const opening = SubscriptionSource.open(
      { schema, document, operationName, variableValues, ctx },
      { ended: forget, present: (errors) => this.present(ctx, errors) },
    );
    this.sources.set(key, opening);
    opening.then((opened) => {
      if (!(opened instanceof SubscriptionSource)) forget();
    }, forget);
    return opening;
  }
}

const done = { value: undefined, done: true } as const;

/**
 * One client of a subscription. It writes to the client's connection itself, as fast as that takes it; towards the
 * protocol it is an iterator that yields nothing, and ends when nothing more comes.
 */
class Follower implements AsyncIterableIterator<ExecutionResult>, Sender {
  readonly from: number;
  /** What each of its messages begins with. */
  private readonly head: string;
  private pending: Emission | null = null;
  private sequence = 0;
  private left = false;
  private settle: () => void = () => undefined;

  constructor(
    private readonly source: SubscriptionSource,
    id: string,
    private had: string | null,
    private readonly outlet: Outlet,
  ) {
    this.head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
    this.from = source.enter(this);
  }

  /** Has a state sent that replaces what is still waiting, for a state says all there is. */
  show(emission: Emission): void {
    this.pending = this.had === emission.state ? null : emission;
    if (this.pending !== null) this.outlet.offer(this);
  }

  message(): string | null {
    const { pending, left } = this;
    if (pending === null || left) return null;
    this.pending = null;
    this.had = pending.state;
    this.sequence += 1;
    if (this.source.over !== null) this.settle();
    const live = `{"sequence":${String(this.sequence)}${pending.told}}`;
    return `${this.head}${pending.opened},"extensions":{"live":${live}}}}`;
  }

  /** Nothing more comes from the source. */
  end(): void {
    if (this.pending === null) this.settle();
  }

  async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    if (!this.left && (this.source.over === null || this.pending !== null))
      await new Promise<void>((resolve) => {
        this.settle = resolve;
      });
    if (!this.left && this.source.over?.error !== undefined) throw this.source.over.error;
    return done;
  }

  async return(): Promise<IteratorResult<ExecutionResult, undefined>> {
    this.leave();
    return done;
  }

  async throw(error: unknown): Promise<IteratorResult<ExecutionResult, undefined>> {
    this.leave();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private leave(): void {
    this.left = true;
    this.source.leave(this);
    this.settle();
  }
}
