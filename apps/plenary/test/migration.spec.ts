import { killRunning } from './migration-kit.js';

test.each(['amid our tables', 'between our tables and those of the queue'] as const)(
  'of two processes that migrate, the second waits, and completes what the first was killed at: %s',
  async (place) => {
    expect(await killRunning(place)).toEqual({ ends: ['SIGKILL', 0, 0], differences: [] });
  },
  120_000,
);
