import { createTestBench, type TestBench, startApiProcess, type ApiProcess } from '@plenary/testing';
import { aTarget, besiege, floods, kinds, type Outcome, type Target } from './slow-clients.js';

const each = 120;
/** What a busy machine may be late by, in seconds. */
const slack = 3;

let bench: TestBench;
let api: ApiProcess;
let target: Target;

beforeAll(async () => {
  bench = await createTestBench();
  api = await startApiProcess(bench);
  target = await aTarget(bench);
});
afterAll(async () => {
  api.child.process.kill('SIGKILL');
  await api.child.ended;
  await bench.close();
});

/** The median time of a page and a query, one after the other, in ms. */
async function aGoodClient(rounds: number): Promise<number> {
  const times: number[] = [];
  const query = JSON.stringify({ query: '{ events { slug title { text } } }' });
  const headers = { 'content-type': 'application/json' };
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    const answers = [
      await fetch(`${api.url}/`),
      await fetch(`${api.url}/graphql`, { method: 'POST', headers, body: query }),
    ];
    for (const answer of answers) {
      if (!answer.ok)
        throw new Error(`A good client was answered ${String(answer.status)}: ${await answer.text()}`);
      await answer.text();
    }
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}

/** Lays siege, and prints what became of both sides. */
async function siege(chosen: typeof kinds): Promise<readonly Outcome[]> {
  await aGoodClient(200);
  const before = { time: await aGoodClient(300), memory: api.memory() };
  const during = { time: 0, memory: 0 };
  const outcomes = await besiege(api, target, { each, chosen }, async () => {
    during.time = await aGoodClient(300);
    during.memory = api.memory();
  });
  for (const { name, clients, cutAfter, within } of outcomes)
    console.log(`${String(clients)} × ${name}: cut off after ${String(cutAfter)} s (${String(within)} s)`);
  console.log(
    `${String(chosen.length * each)} slow clients: a good one took ${before.time.toFixed(1)} ms before and ` +
      `${during.time.toFixed(1)} ms meanwhile; memory ${before.memory.toFixed(0)} MB before, ` +
      `${during.memory.toFixed(0)} MB meanwhile, ${api.memory().toFixed(0)} MB after`,
  );
  expect(api.isAlive()).toBe(true);
  return outcomes;
}

test.each(['at first', 'once more'])('slow clients are cut off, and others are served: %s', async () => {
  const outcomes = await siege(kinds);
  expect(outcomes.filter(({ cutAfter, within }) => cutAfter === null || cutAfter > within + slack)).toEqual(
    [],
  );
});

test('who asks without end and does not read is held back, and cut off', async () => {
  expect((await siege(floods)).filter(({ cutAfter }) => cutAfter === null)).toEqual([]);
});
