import { createHash } from 'node:crypto';
import { subscribe, type ExecutionArgs, type ExecutionResult } from 'graphql';

/** Where one client stands in its subscription. */
interface Place {
  wake: () => void;
  /** Not yet taken; a newer state replaces it, for a state says all there is. */
  next: Emission | null;
  ended: boolean;
}

interface Emission {
  readonly result: ExecutionResult;
  /** Names the state: a client that comes back with it is sent nothing until there is another. */
  readonly state: string;
}

/** One execution with all who follow it. */
interface Source {
  readonly places: Set<Place>;
  last: Emission | null;
  end(): void;
}

/**
 * Subscriptions that ask the same on behalf of the same kind of viewer are executed once, and each of their clients
 * is handed what came last: who reads slowly skips states, and holds up nobody.
 */
export class SharedSubscriptions {
  private readonly sources = new Map<string, Promise<Source | ExecutionResult>>();

  /**
   * @param viewer equal for those who see the same
   * @param resume the state a client had when it was cut off; null for a new one
   */
  async follow(
    args: ExecutionArgs,
    source: string,
    viewer: string,
    resume: string | null,
  ): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
    const key = JSON.stringify([viewer, source, args.operationName, args.variableValues]);
    const known = this.sources.get(key) ?? this.open(key, args);
    const shared = await known;
    if (!('places' in shared)) return shared;
    return this.place(key, known, shared, resume);
  }

  private open(key: string, args: ExecutionArgs): Promise<Source | ExecutionResult> {
    const opening = this.start(key, args);
    this.sources.set(key, opening);
    const forget = (): void => {
      if (this.sources.get(key) === opening) this.sources.delete(key);
    };
    opening.then((opened) => {
      if (!('places' in opened)) forget();
    }, forget);
    return opening;
  }

  private async start(key: string, args: ExecutionArgs): Promise<Source | ExecutionResult> {
    const results = await subscribe({ ...args, hideSuggestions: true });
    if (!(Symbol.asyncIterator in results)) return results;
    const source: Source = {
      places: new Set(),
      last: null,
      end: () => {
        void results.return(undefined);
      },
    };
    const pump = async (): Promise<void> => {
      for await (const result of results) {
        const state = createHash('sha256').update(JSON.stringify(result)).digest('base64url').slice(0, 16);
        source.last = { result, state };
        for (const place of source.places) {
          place.next = source.last;
          place.wake();
        }
      }
    };
    const finish = (): void => {
      this.sources.delete(key);
      for (const place of source.places) {
        place.ended = true;
        place.wake();
      }
    };
    pump().then(finish, finish);
    return source;
  }

  private place(
    key: string,
    known: Promise<Source | ExecutionResult>,
    source: Source,
    resume: string | null,
  ): AsyncIterableIterator<ExecutionResult> {
    const place: Place = { wake: () => undefined, next: null, ended: false };
    if (source.last !== null && source.last.state !== resume) place.next = source.last;
    source.places.add(place);
    let sequence = 0;
    let had = resume;
    const leave = (): void => {
      place.ended = true;
      source.places.delete(place);
      if (source.places.size === 0 && this.sources.get(key) === known) {
        this.sources.delete(key);
        source.end();
      }
      place.wake();
    };
    const done = { value: undefined, done: true } as const;
    return {
      async next() {
        for (;;) {
          const { next } = place;
          if (next !== null) {
            place.next = null;
            if (next.state === had) continue;
            had = next.state;
            sequence += 1;
            const extensions = { ...next.result.extensions, live: { sequence, state: next.state } };
            return { value: { ...next.result, extensions }, done: false };
          }
          if (place.ended) return done;
          await new Promise<void>((resolve) => {
            place.wake = resolve;
          });
        }
      },
      async return() {
        leave();
        return done;
      },
      async throw(error: unknown) {
        leave();
        throw error;
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}
