import { readFileSync, readdirSync } from 'node:fs';
import { createTestBench } from '@plenary/testing';
import { meanFiles } from './mean-files.js';
import { startSender } from './mean-files-kit.js';

const mostMs = 100;

test('files that are meant to hurt, while the health probe is asked all the time', async () => {
  const bench = await createTestBench();
  const sender = await startSender(bench);
  const { api } = sender;
  // Whoever measures is not to be held up by what makes them.
  const made = meanFiles.map((file) => {
    const content = Buffer.from(file.content());
    return { ...file, content: () => content };
  });
  let isOver = false;
  let file = 'none';
  let slowest = { ms: 0, file };
  const peak = { api: 0, reader: 0 };
  let asked = 0;
  const probe = async (): Promise<void> => {
    while (!isOver) {
      const started = performance.now();
      const { status } = await fetch(`${api.url}/health/live`);
      const ms = performance.now() - started;
      expect(status).toBe(200);
      if (ms > slowest.ms) slowest = { ms, file };
      asked += 1;
      peak.api = Math.max(peak.api, api.memory());
      peak.reader = Math.max(peak.reader, ...childrenOf(api.child.process.pid).map(({ mb }) => mb));
    }
  };
  const probing = probe();
  const started = performance.now();
  const wrong: unknown[] = [];
  for (const one of made) {
    file = one.name;
    const said = await sender.send(one);
    if (one.said === null ? said !== null : said?.startsWith(one.said) !== true) wrong.push([file, said]);
  }
  const seconds = (performance.now() - started) / 1_000;
  isOver = true;
  await probing;
  console.log(
    `${String(made.length)} files in ${seconds.toFixed(0)} s: the slowest of ${String(asked)} answers of /health/live took ` +
      `${slowest.ms.toFixed(0)} ms (${slowest.file}); at most ${peak.api.toFixed(0)} MB in the API and ` +
      `${peak.reader.toFixed(0)} MB in its reader`,
  );
  api.child.process.kill('SIGTERM');
  await api.child.ended;
  await bench.close();
  expect(wrong).toEqual([]);
  expect(slowest.ms).toBeLessThanOrEqual(mostMs);
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
