import { inMemory } from '../in-memory.js';

/** Those who are turned away in this time come again over as long as they take at this pace. */
const windowMs = 10_000;
const againPerSecond = 100;

/** In seconds. */
const away = { least: 2, most: 30 };

/**
 * Tells those who are turned away when to come again: few of them soon; of a crowd not all at one moment, and no more
 * of them a second than can be served.
 */
export class BackOff {
  private windowEndsAt = 0;
  private turnedAway = 0;
  private before = 0;

  /** For one more who is turned away: in how many seconds to come again. */
  seconds(): number {
    const now = performance.now();
    if (now > this.windowEndsAt) {
      this.before = now > this.windowEndsAt + windowMs ? 0 : this.turnedAway;
      this.turnedAway = 0;
      this.windowEndsAt = now + windowMs;
    }
    this.turnedAway += 1;
    const span = Math.max(this.turnedAway, this.before) / againPerSecond;
    return away.least + Math.floor(Math.random() * Math.min(span, away.most - away.least));
  }
}

/** That of a process. */
export const backOffOf = inMemory(() => new BackOff());
