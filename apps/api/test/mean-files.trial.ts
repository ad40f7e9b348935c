import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { createTestBench, type TestBench, type TestChild } from '@plenary/testing';
import { z } from 'zod';
import { meanFiles } from './mean-files.js';
import { startSender, type Sender } from './mean-files-kit.js';
import { startOwnProcess } from './own-process.js';

const mostMs = 100;
const warmUp = 'the first of each kind';
const probed = z.object({ asked: z.int(), slowest: z.record(z.string(), z.number()) });

let bench: TestBench;
let sender: Sender | undefined;
let prober: TestChild | undefined;

beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(async () => {
  for (const child of [prober, sender?.api.child]) {
    child?.process.kill('SIGKILL');
    await child?.ended;
  }
  await bench.close();
});

test('files that are meant to hurt, while the health probe is asked all the time', async () => {
  sender = await startSender(bench);
  const { api } = sender;
  prober = await startOwnProcess(new URL('./prober.ts', import.meta.url));
  prober.process.send({ url: api.url });
  // A process is slow at first: the first files of each kind, and a while of probes, are not counted.
  prober.process.send({ meanwhile: warmUp });
  for (const kind of new Set(meanFiles.map((file) => file.kind))) {
    const first = meanFiles.find((file) => file.kind === kind);
    if (first !== undefined) await sender.send(first);
  }
  const peak = { api: 0, reader: 0 };
  const watching = setInterval(() => {
    peak.api = Math.max(peak.api, api.memory());
    peak.reader = Math.max(peak.reader, ...childrenOf(api.child.process.pid).map(({ mb }) => mb));
  }, 50);
  const started = performance.now();
  const wrong: unknown[] = [];
  for (const one of meanFiles) {
    prober.process.send({ meanwhile: one.name });
    const said = await sender.send(one);
    if (one.said === null ? said !== null : said?.startsWith(one.said) !== true) wrong.push([one.name, said]);
  }
  const seconds = (performance.now() - started) / 1_000;
  clearInterval(watching);
  const told = once(prober.process, 'message');
  prober.process.send('end');
  const { asked, slowest } = probed.parse((await told)[0]);
  const { [warmUp]: first = 0, nothing: _start, ...later } = slowest;
  const worst = Object.entries(later).sort(([, one], [, other]) => other - one);
  console.log(
    `the first of each kind: ${first.toFixed(0)} ms; then ${String(meanFiles.length)} files in ${seconds.toFixed(0)} s: the slowest of ${String(asked)} answers of /health/live took ` +
      worst
        .slice(0, 5)
        .map(([name, ms]) => `${ms.toFixed(0)} ms (${name})`)
        .join(', ') +
      `; at most ${peak.api.toFixed(0)} MB in the API and ${peak.reader.toFixed(0)} MB in its reader`,
  );
  expect(wrong).toEqual([]);
  expect(worst.filter(([, ms]) => ms > mostMs)).toEqual([]);
});
/** The processes that a process has started, with their resident memory. */
function childrenOf(parent: number | undefined): { readonly mb: number }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const status = readFileSync(`/proc/${name}/status`, 'utf8');
        const isChild = /^PPid:\s+(\d+)/m.exec(status)?.[1] === String(parent);
        return isChild ? [{ mb: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_000 }] : [];
      } catch {
        // It has ended meanwhile.
        return [];
      }
    });
}
