import { readFileSync } from 'node:fs';

/** Where every rule gets the time from; rules themselves take an instant as an argument. */
export interface Clock {
  now(): Date;
  /** True where the time is driven by a test: SQL's `plenary_now()` then follows it too. */
  readonly driven: boolean;
}

export const systemClock: Clock = { now: () => new Date(), driven: false };

/** The clock of the CLOCK setting: a file that holds one ISO 8601 instant, read at each call. */
export function fileClock(path: string): Clock {
  return {
    driven: true,
    now() {
      const instant = new Date(readFileSync(path, 'utf8').trim());
      if (Number.isNaN(instant.getTime()))
        throw new Error(`The CLOCK file ${path} holds no ISO 8601 instant`);
      return instant;
    },
  };
}
