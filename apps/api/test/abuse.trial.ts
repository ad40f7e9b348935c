import { once } from 'node:events';
import { aReleasedEvent, createTestBench, median, startApiProcess } from '@plenary/testing';
import { z } from 'zod';
import { abusiveDocuments } from './abusive-documents.js';
import type { Orders } from './abuser.js';
import { aGoodClient, type GoodClient } from './good-client.js';
import { startOwnProcess } from './own-process.js';

const rounds = 100;
/** Requests of a good client before and after the abuse. */
const alone = 2_000;
const warmUp = 10;
const ordinaryDocument = { query: 'query { events { slug } }' };
/** What a WebSocket takes in one message, in bytes. */
const longestMessage = 65_536;

test('documents that are meant to hurt, again and again, while somebody asks a normal query', async () => {
  const bench = await createTestBench();
  const { event } = await aReleasedEvent(bench.operator);
  const api = await startApiProcess(bench);
  const good = aGoodClient(api.url, event.slug);
  // A process is slow at first: its own warmth is not to be taken for the abuser's absence.
  for (let round = 0; round < warmUp; round += 1) await good.times(alone);
  const before = await good.times(alone);

  // The client, the API and another client have two cores: what an ordinary one takes of them is no abuse.
  const ordinary = await besideAnother(good, {
    url: api.url,
    documents: [ordinaryDocument],
    rounds: rounds * 100,
    isFresh: false,
  });
  const abuse = await besideAnother(good, {
    url: api.url,
    documents: abusiveDocuments,
    rounds,
    isFresh: true,
  });
  const { verdicts, seconds, times: meanwhile } = abuse;
  const after = await good.times(alone);

  const counts = Object.entries(verdicts).map(([verdict, count]) => `${String(count)} × ${verdict}`);
  const [one, other, two, three] = [before, ordinary.times, meanwhile, after].map((times) =>
    median(times).toFixed(2),
  );
  console.log(
    `abusive documents in ${seconds.toFixed(0)} s: ${counts.join(', ')}; a good client took ${String(one)} ms before, ` +
      `${String(other)} ms beside an ordinary client, ${String(two)} ms meanwhile and ${String(three)} ms after (medians; ${String(meanwhile.length)} requests meanwhile)`,
  );
  expect(api.isAlive()).toBe(true);
  api.child.process.kill('SIGTERM');
  await api.child.ended;
  await bench.close();
  const tooLong = abusiveDocuments.filter((document) => document.query.length > longestMessage).length;
  const { 'socket: closed by 1009': closed, ...refused } = verdicts;
  const sum = (code: RegExp): number =>
    Object.entries(refused).reduce((total, [verdict, count]) => total + (code.test(verdict) ? count : 0), 0);
  expect([
    closed,
    sum(/^HTTP: (BAD_INPUT|RATE_LIMITED)$/),
    sum(/^socket: (BAD_INPUT|RATE_LIMITED)$/),
  ]).toEqual([
    rounds * tooLong,
    rounds * abusiveDocuments.length,
    rounds * (abusiveDocuments.length - tooLong),
  ]);
  // So many in a minute are looked at, then none that is new.
  expect(sum(/BAD_INPUT$/)).toBeLessThanOrEqual(300 * Math.ceil(1 + seconds / 60));
  expect(median(meanwhile)).toBeLessThan(1.5 * median(ordinary.times));
});

/** What a good client took beside a process that sends documents, and how those were answered. */
async function besideAnother(
  good: GoodClient,
  orders: Orders,
): Promise<{ verdicts: Readonly<Record<string, number>>; seconds: number; times: readonly number[] }> {
  const sender = await startOwnProcess(new URL('./abuser.ts', import.meta.url));
  const started = performance.now();
  const told = once(sender.process, 'message');
  sender.process.send(orders);
  let over = false;
  const ended = sender.ended.finally(() => {
    over = true;
  });
  const taken: number[] = [];
  while (!over) taken.push(await good.ask());
  const seconds = (performance.now() - started) / 1_000;
  if ((await ended) !== 0) throw new Error(sender.output());
  return { verdicts: z.record(z.string(), z.number()).parse((await told)[0]), seconds, times: taken };
}
