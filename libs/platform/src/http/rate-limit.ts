import { RateLimiterMemory, RateLimiterQueue, RateLimiterRes } from 'rate-limiter-flexible';
import { networkOf } from '../access/network.js';
import { Refusal } from '../errors.js';

/** So much of something in so long. */
export interface RateLimit {
  readonly points: number;
  readonly seconds: number;
}

/** Counts in this process what each key does: several API processes allow as many times more. */
export class RateLimiter {
  private readonly limiter;

  constructor({ points, seconds }: RateLimit) {
    this.limiter = new RateLimiterMemory({ points, duration: seconds });
  }

  /** Whether the next one would be refused. */
  async isReached(key: string): Promise<boolean> {
    const counted = await this.limiter.get(key);
    return counted !== null && counted.remainingPoints <= 0;
  }

  /**
   * Counts one.
   * @throws {Refusal} RATE_LIMITED with `retryAfter`, in seconds
   */
  async take(key: string): Promise<void> {
    try {
      await this.limiter.consume(key);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw tooMany(refused.msBeforeNext / 1_000);
    }
  }
}

/** So many that go on in a second, and so many that wait for it. */
interface Pace {
  readonly perSecond: number;
  readonly waiting: number;
}

/**
 * Where those wait, whoever they are, whose address is beyond its limit: one after the other. So who sends one after the
 * other gets a place like anybody, and who floods takes no more of them than they have connections.
 */
export class WaitingLine {
  private readonly queue;
  private readonly seconds: number;

  constructor({ perSecond, waiting }: Pace) {
    const limiter = new RateLimiterMemory({ points: perSecond, duration: 1 });
    this.queue = new RateLimiterQueue(limiter, { maxQueueSize: waiting });
    this.seconds = waiting / perSecond;
  }

  /**
   * Resolves when it is one's turn.
   * @throws {Refusal} RATE_LIMITED with `retryAfter` where too many wait already
   */
  async pass(): Promise<void> {
    await this.queue.removeTokens(1).catch(() => {
      throw tooMany(this.seconds);
    });
  }
}

/** Limits what a network does (`networkOf`), and lets what is beyond it wait: others may have the same. */
export class AddressLimiter {
  private readonly limiter: RateLimiter;
  private readonly line: WaitingLine;

  /** @param beyond for all addresses that are beyond the limit together */
  constructor(limit: RateLimit, beyond: Pace) {
    this.limiter = new RateLimiter(limit);
    this.line = new WaitingLine(beyond);
  }

  /**
   * Counts one.
   * @throws {Refusal} RATE_LIMITED with `retryAfter` where too many wait already
   */
  async take(address: string): Promise<void> {
    await this.limiter.take(networkOf(address)).catch(async (error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      await this.line.pass();
    });
  }
}

function tooMany(seconds: number): Refusal {
  const retryAfter = Math.max(1, Math.ceil(seconds));
  return new Refusal('RATE_LIMITED', 'Too many requests. Please wait a little.', { facts: { retryAfter } });
}
