import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Ctx } from '../ctx.js';
import { Refusal } from '../errors.js';
import { admit, type Admitted } from './admission.js';
import type { SendQueue, Sender } from './send-queue.js';
import { StrangersShare } from './strangers-share.js';
import { SubscriptionSource, type Emission, type Subscription } from './subscription-source.js';

/** What a client asks to follow. */
export interface Following extends Subscription {
  /** By which the client knows the subscription on its connection. */
  readonly id: string;
  /** Where the client's connection comes from. */
  readonly address: string;
  /** The state that the client had when it was cut off; null for a new one. */
  readonly resume: string | null;
  /** That of the client's connection. */
  readonly sendQueue: SendQueue;
}

/**
 * Subscriptions that ask the same on behalf of viewers of one class are executed and written out once, and each of their
 * clients is handed what came last: who reads slowly skips states, and holds up nobody. A client is never sent a state
 * older than one that it has seen, on this connection or on one before, to whatever process; nor the same twice in a
 * row. What is one viewer's own has no place here: it is a read of its own, for those whom a change touches.
 */
export class SharedSubscriptions {
  private readonly sources = new Map<string, Promise<SubscriptionSource | ExecutionResult>>();
  private readonly strangers = new StrangersShare();
  private readonly followers = new Map<SendQueue, Set<Follower>>();

  /** @param present gives the errors of a state as clients see them */
  constructor(
    private readonly present: (ctx: Ctx, errors: readonly GraphQLError[]) => readonly GraphQLError[],
  ) {}

  /** @returns what lasts as long as the client follows and yields nothing, or the errors by which it is refused */
  async follow(following: Following): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
    const admitted = await admit(following);
    if (!('key' in admitted)) return admitted;
    const { sendQueue, address, ctx } = following;
    const leave = ctx.actor.kind === 'anonymous' ? this.strangers.enter(address, admitted.key) : nothing;
    if (leave === null) return { errors: [tooMany()] };
    const opened = await (this.sources.get(admitted.key) ?? this.open(admitted, following)).catch(
      (error: unknown) => {
        leave();
        throw error;
      },
    );
    if (!(opened instanceof SubscriptionSource) || opened.over !== null) leave();
    if (!(opened instanceof SubscriptionSource)) return opened;
    // It may have ended between its being found and now.
    if (opened.over !== null) return this.follow(following);
    const ofQueue = this.followers.get(sendQueue) ?? new Set();
    this.followers.set(sendQueue, ofQueue);
    const follower = new Follower(opened, following, admitted.key, () => {
      leave();
      ofQueue.delete(follower);
      if (ofQueue.size === 0) this.followers.delete(sendQueue);
    });
    ofQueue.add(follower);
    return follower;
  }

  /** Whether all who follow on a connection are still of the class for which what they are shown is made. */
  async areAsAdmitted(sendQueue: SendQueue): Promise<boolean> {
    for (const { following, key } of [...(this.followers.get(sendQueue) ?? [])]) {
      const admitted = await admit(following);
      // Who is refused now is refused by each state as well.
      if ('key' in admitted && admitted.key !== key) return false;
    }
    return true;
  }

  private open(
    { key, ctx }: Admitted,
    { schema, document, operationName, variableValues }: Following,
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

function nothing(): void {
  // Who is signed in has a bound of their own: so many sockets, and operations on each.
}

function tooMany(): GraphQLError {
  const refusal = new Refusal('RATE_LIMITED', 'Too many different subscriptions are followed from here.');
  return new GraphQLError(refusal.message, { originalError: refusal });
}

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
  private had: string | null;
  private settle: () => void = () => undefined;

  /** @param gone called once it has left */
  constructor(
    private readonly source: SubscriptionSource,
    readonly following: Following,
    readonly key: string,
    private readonly gone: () => void,
  ) {
    this.had = following.resume;
    this.head = `{"id":${JSON.stringify(following.id)},"type":"next","payload":`;
    this.from = source.enter(this);
  }

  /** Has a state sent that replaces what is still waiting, for a state says all there is. */
  show(emission: Emission): void {
    this.pending = this.had === emission.state ? null : emission;
    if (this.pending !== null) this.following.sendQueue.offer(this);
  }

  message(): string | null {
    const { pending, left } = this;
    if (pending === null || left) return null;
    this.pending = null;
    this.had = pending.state;
    this.sequence += 1;
    if (this.source.over !== null) this.settle();
    const live = `{"sequence":${String(this.sequence)}${pending.liveState}}`;
    return `${this.head}${pending.opened},"extensions":{"live":${live}}}}`;
  }

  /** Nothing more comes from the source. */
  end(): void {
    this.gone();
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
    this.gone();
    this.source.leave(this);
    this.settle();
  }
}
