import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
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

  /**
   * Counts one.
   * @throws {Refusal} RATE_LIMITED with `retryAfter`, in seconds
   */
  async take(key: string): Promise<void> {
    try {
      await this.limiter.consume(key);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      const retryAfter = Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
      throw new Refusal('RATE_LIMITED', 'Too many requests. Please wait a little.', {
        facts: { retryAfter },
      });
    }
  }
}
