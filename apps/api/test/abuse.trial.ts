import { once } from 'node:events';
import { aReleasedEvent, createTestBench, median, startApiProcess } from '@plenary/testing';
import { z } from 'zod';
import { abusiveDocuments } from './abusive-documents.js';
import { aGoodClient } from './good-client.js';
import { startOwnProcess } from './own-process.js';

const rounds = 100;
/** Requests of a good client before and after the abuse. */
const alone = 2_000;
const warmUp = 10;
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

  const abuser = await startOwnProcess(new URL('./abuser.ts', import.meta.url));
  const started = performance.now();
  const told = once(abuser.process, 'message');
  abuser.process.send({ url: api.url, rounds, documents: abusiveDocuments });
  let over = false;
  const ended = abuser.ended.finally(() => {
    over = true;
  });
  const meanwhile: number[] = [];
  while (!over) meanwhile.push(await good.ask());
  const seconds = (performance.now() - started) / 1_000;
  if ((await ended) !== 0) throw new Error(abuser.output());
  const verdicts = z.record(z.string(), z.number()).parse((await told)[0]);
  const after = await good.times(alone);

  const counts = Object.entries(verdicts).map(([verdict, count]) => `${String(count)} × ${verdict}`);
  const [one, two, three] = [before, meanwhile, after].map((times) => median(times).toFixed(2));
  console.log(
    `abusive documents in ${seconds.toFixed(0)} s: ${counts.join(', ')}; a good client took ${String(one)} ms before, ` +
      `${String(two)} ms meanwhile and ${String(three)} ms after (medians; ${String(meanwhile.length)} requests meanwhile)`,
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
  expect(median(meanwhile)).toBeLessThan(2 * median(before));
});
