import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@plenary/platform/postgres';
import { startChild, type TestChild } from './child.js';

/** A Redis of a test's own, which keeps nothing on disk. */
export interface TestRedis {
  /** The same after a restart. */
  readonly url: string;
  /** Starts it; `arguments` are further options of redis-server. */
  start(...options: readonly string[]): Promise<void>;
  /** Ends it as `kill -9` would, with all it holds. */
  kill(): Promise<void>;
}

/** Whether redis-server is installed on this machine. */
const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** A Redis that is not started yet, on a free port of this machine. */
export async function createRedis(password?: string): Promise<TestRedis> {
  const port = String(await freePort());
  const folder = mkdtempSync(join(tmpdir(), 'plenary-redis-'));
  let child: TestChild | null = null;
  return {
    url: `redis://${password === undefined ? '' : `:${password}@`}127.0.0.1:${port}`,
    async start(...options) {
      const own = [
        '--port',
        port,
        '--bind',
        '127.0.0.1',
        '--dir',
        folder,
        '--save',
        '',
        '--appendonly',
        'no',
      ];
      const secret = password === undefined ? [] : ['--requirepass', password];
      child = startChild('redis-server', [...own, ...secret, ...options]);
      await child.waitFor(/Ready to accept connections/);
    },
    async kill() {
      child?.process.kill('SIGKILL');
      await child?.ended;
    },
  };
}

/** A group of tests on a Redis of its own, which runs; skipped, and called so, where there is no redis-server. */
export function describeOnRedis(name: string, tests: (redis: () => TestRedis) => void): void {
  if (!hasRedis) {
    describe.skip(`${name} (redis-server is not installed)`, () => {
      tests(() => {
        throw new Error('There is no Redis.');
      });
    });
    return;
  }
  describe(name, () => {
    let redis: TestRedis | null = null;
    beforeAll(async () => {
      redis = await createRedis();
      await redis.start();
    });
    afterAll(async () => {
      await redis?.kill();
    });
    tests(() => {
      if (redis === null) throw new Error('Redis runs only within a test.');
      return redis;
    });
  });
}

/** The same tests with the queue and live updates in PostgreSQL, and in Redis: on the settings that say so. */
export function describeOnBoth(tests: (settings: () => { readonly QUEUE_URL?: string }) => void): void {
  describe('on PostgreSQL', () => {
    tests(() => ({}));
  });
  describeOnRedis('on Redis', (redis) => {
    tests(() => ({ QUEUE_URL: redis().url }));
  });
}
