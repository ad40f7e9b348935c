import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { aReleasedEvent, createTestBench, signedIn, startApiProcess, type TestBench } from '@plenary/testing';
import { aPart, headersOf } from '@plenary/testing/api';

const files = 45;
const staff = 5;
/** A presentation as large as one may be. */
const content = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(49_000_000, 'x')]);
const mostMore = 50;
const warmUp = 4;

let bench: TestBench;

beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(() => bench.close());

/** What lies in the folder of files, in MB. */
function onDisk(): number {
  const folder = join(bench.services.settings.dataDir, 'files');
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  const sizes = found
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => {
      // One that was on its way may be gone.
      return statSync(join(parentPath, name), { throwIfNoEntry: false })?.size ?? 0;
    });
  return sizes.reduce((sum, size) => sum + size, 0) / 1_000_000;
}

/** @returns the status; that of who was refused before all was sent too */
async function send(url: string, caller: string, bytes: Buffer): Promise<number> {
  const outgoing = httpRequest(`${url}/uploads?purpose=material`, {
    method: 'POST',
    headers: { ...headersOf(caller), 'content-type': 'application/pdf', 'content-length': bytes.length },
  });
  const answered = once(outgoing, 'response');
  // The connection ends with the answer, while the file is still sent.
  outgoing.on('error', () => undefined);
  outgoing.end(bytes);
  const [response]: IncomingMessage[] = await answered;
  response?.resume();
  return response?.statusCode ?? 0;
}

test.each([
  ['by one link', async () => [await aPart(await aReleasedEvent(bench.operator))]],
  [
    `by ${String(staff)} staff`,
    async () => {
      const ctx = await aReleasedEvent(bench.operator);
      return Promise.all(Array.from({ length: staff }, () => signedIn(bench, 'ORGANISER', ctx)));
    },
  ],
] as const)(`${String(files)} parallel files of 49 MB %s`, async (who, callersOf) => {
  const callers = await callersOf();
  const api = await startApiProcess(bench);
  // A process is small at first: its own warmth is not to be taken for the files, nor what one after the other leaves.
  for (let count = 0; count < warmUp; count += 1) await send(api.url, callers[0] ?? '', content);
  await bench.services.prisma.upload.updateMany({ data: { usedAt: new Date() } });
  const before = api.memory();
  const disk = onDisk();
  let [peak, most] = [before, disk];
  const timer = setInterval(() => {
    peak = Math.max(peak, api.memory());
    most = Math.max(most, onDisk());
  }, 20);
  const started = performance.now();
  const statuses = await Promise.all(
    Array.from({ length: files }, (_, number) =>
      send(api.url, callers[number % callers.length] ?? '', content),
    ),
  );
  const seconds = (performance.now() - started) / 1_000;
  clearInterval(timer);
  const after = api.memory();
  const taken = statuses.filter((status) => status === 201).length;
  const refused = statuses.filter((status) => status === 429).length;
  console.log(
    `${String(files)} files of 49 MB ${who} in ${seconds.toFixed(1)} s: ${String(taken)} taken, ${String(refused)} refused; ` +
      `memory of the API ${before.toFixed(0)} MB before, ${peak.toFixed(0)} MB at most, ${after.toFixed(0)} MB after; on disk ` +
      `${disk.toFixed(0)} MB before, ${most.toFixed(0)} MB at most, ${onDisk().toFixed(0)} MB after`,
  );
  api.child.process.kill('SIGTERM');
  await api.child.ended;
  expect(taken + refused).toBe(files);
  expect(taken).toBeGreaterThan(0);
  expect(peak - before).toBeLessThanOrEqual(mostMore);
});
