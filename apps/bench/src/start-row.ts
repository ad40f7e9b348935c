import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@plenary/platform/postgres';
import { startChild, type TestChild } from '@plenary/testing';
import { contest, type Row } from './harness.js';

const rounds = 5;
const root = fileURLToPath(new URL('../../..', import.meta.url));

async function end(child: TestChild): Promise<void> {
  child.process.kill('SIGTERM');
  await child.ended;
}

async function msUntil(child: TestChild, line: RegExp, started: number): Promise<number> {
  await child.waitFor(line, 60_000);
  return performance.now() - started;
}

/** From `npm start`, built and with its data there, to the ready line, against a bare Nest application. */
export async function startRow(dataDir: string, folder: string): Promise<Row> {
  const peerFolder = join(folder, 'peer');
  mkdirSync(peerFolder, { recursive: true });
  const peer = fileURLToPath(new URL('./peers/bare-nest.js', import.meta.url));
  const peerPort = await freePort();
  writeFileSync(
    join(peerFolder, 'package.json'),
    JSON.stringify({
      private: true,
      scripts: { start: `exec "${process.execPath}" "${peer}" ${String(peerPort)}` },
    }),
  );
  const ours = async (): Promise<number> => {
    const started = performance.now();
    const port = String(await freePort());
    const child = startChild('npm', ['start'], {
      cwd: root,
      env: { DATA_DIR: dataDir, PORT: port, LOG_LEVEL: 'error' },
    });
    const took = await msUntil(child, /Plenary is ready/, started);
    await end(child);
    return took;
  };
  const theirs = async (): Promise<number> => {
    const started = performance.now();
    const child = startChild('npm', ['start'], { cwd: peerFolder });
    const took = await msUntil(child, /^ready$/m, started);
    await end(child);
    return took;
  };
  await ours();
  await theirs();
  return contest({
    name: 'npm start to ready (built)',
    unit: 'ms',
    against: 'bare Nest code-first, one resolver',
    ours,
    theirs,
    rounds,
    target: { most: 2 },
  });
}
