import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@plenary/platform/postgres';
import { startChild, type TestChild } from './child.js';
import { eventually } from './eventually.js';
import type { TestBench } from './services.js';

const main = fileURLToPath(new URL('../../../apps/api/dist/main.js', import.meta.url));

/** An API as it runs in a container: a process of its own, which can be killed. */
export interface ApiProcess {
  readonly child: TestChild;
  readonly port: number;
  readonly url: string;
  /** What it holds of the machine's memory, in MB. */
  memory(): number;
  /** A figure of its own, such as `plenary_open_sockets`. */
  figure(name: string): Promise<number>;
  isAlive(): boolean;
}

/** As whoever runs it would: on a machine that has much to do, it may not reach its database at first. */
const starts = 3;

/** Starts an API on the bench's database and waits until it serves; on a free port unless the settings name one. */
export async function startApiProcess(
  bench: TestBench,
  settings: Readonly<Record<string, string | undefined>> = {},
): Promise<ApiProcess> {
  const chosen = Number(settings['PORT'] ?? (await freePort()));
  const url = `http://127.0.0.1:${String(chosen)}`;
  for (let left = starts; ; left -= 1) {
    const child = startChild(process.execPath, [main], {
      cwd: mkdtempSync(join(tmpdir(), 'plenary-cwd-')),
      env: {
        NODE_NO_WARNINGS: '1',
        PLENARY_TEST_SERVER: undefined,
        ...bench.settings,
        LOG_LEVEL: 'error',
        ...settings,
        PORT: String(chosen),
      },
    });
    const serves = await Promise.race([
      child.ended.then(() => false),
      eventually(() => isReady(url), 60_000).then(() => true),
    ]);
    if (serves) return running(child, chosen, url);
    if (left === 1) throw new Error(`The API did not start:\n${child.output()}`);
  }
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}

function running(child: TestChild, port: number, url: string): ApiProcess {
  return {
    child,
    port,
    url,
    memory() {
      const status = readFileSync(`/proc/${String(child.process.pid)}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_000;
    },
    async figure(name) {
      const text = await (await fetch(`${url}/metrics`)).text();
      return Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(text)?.[1]);
    },
    isAlive: () => child.process.exitCode === null && child.process.signalCode === null,
  };
}
