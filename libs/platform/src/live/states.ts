import { isDatabaseAway } from '../database/sql-state.js';

/** What nobody published is read all the same: whoever should have may have died after the change. */
const rereadMs = 10_000;

/** How soon is read again what the database could not give. */
const retryMs = 1_000;

const done = { value: undefined, done: true } as const;

/**
 * The present state at once, and again after each change; it may be the same. A read begins when the one before is
 * over, so that no older state follows a newer one.
 */
export class States<State> implements AsyncIterableIterator<State> {
  /** How many reads have begun. */
  reads = 0;
  private due = true;
  private last = false;
  private ended = false;
  private wake: () => void = () => undefined;

  /**
   * @param read the state as it is now
   * @param options `stop` is called at the end; `isLast` tells of a state after which no other comes
   */
  constructor(
    private readonly read: () => Promise<State>,
    private readonly options: { readonly stop: () => void; readonly isLast: (state: State) => boolean },
  ) {}

  /** Has the state read by a read that is yet to begin. */
  refresh(): void {
    this.due = true;
    this.wake();
  }

  async next(): Promise<IteratorResult<State, undefined>> {
    for (;;) {
      if (this.last && !this.due) this.end();
      else if (!this.due) await this.sleep(rereadMs * (0.8 + 0.4 * Math.random()));
      if (this.ended) return done;
      this.due = false;
      this.reads += 1;
      try {
        const state = await this.read();
        this.last = this.options.isLast(state);
        return { value: state, done: false };
      } catch (error) {
        if (!isDatabaseAway(error)) {
          this.end();
          throw error;
        }
        await this.sleep(retryMs);
      }
    }
  }

  async return(): Promise<IteratorResult<State, undefined>> {
    this.end();
    return done;
  }

  async throw(error: unknown): Promise<IteratorResult<State, undefined>> {
    this.end();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private end(): void {
    if (this.ended) return;
    this.ended = true;
    this.options.stop();
    this.wake();
  }

  /** Until it is woken, and no longer than so long: then a read is due. */
  private async sleep(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.due = true;
  }
}
