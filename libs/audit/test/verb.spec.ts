import { randomUUID } from 'node:crypto';
import { changed, keyedVerb, unchanged, verb } from '@plenary/audit';
import type { EventCtx } from '@plenary/platform';
import { publish } from '@plenary/platform/database';
import { anEvent, createTestBench, type TestBench } from '@plenary/testing';
import { z } from 'zod';

let bench: TestBench;
let ctx: EventCtx;

beforeAll(async () => {
  bench = await createTestBench();
  ctx = await anEvent(bench.operator);
});
afterAll(() => bench.close());

/** Which of the topics are published by what is done here, before the next publication. */
async function heardOf(work: () => Promise<unknown>): Promise<string[]> {
  const { live } = bench.services;
  const heard: string[] = [];
  const stops = ['things', 'outer'].map((topic) => live.onChange(topic, () => heard.push(topic)));
  await work();
  await new Promise<void>((resolve) => {
    stops.push(live.onChange('the end', resolve));
    live.publish(['the end']);
  });
  for (const stop of stops) stop();
  return heard;
}

const input = z.object({ words: z.record(z.string(), z.string()), clientKey: z.uuid() });
const subject = { kind: 'Thing', id: 'one' };
const change = verb('change', {
  input: z.object({ to: z.string() }),
  run: (_tx: EventCtx, { to }) =>
    to === ''
      ? unchanged('as it was')
      : changed({ audit: { subject, after: { to } }, topics: ['things'], result: 'changed' }),
});
const facts = async (action: string) =>
  ctx.db.auditEntry.findMany({ where: { action }, select: { eventId: true, after: true } });

test('what has changed is recorded and published, and what has not is not', async () => {
  const nothing = await heardOf(async () => {
    expect(await change(ctx, { to: '' })).toBe('as it was');
  });
  expect([await facts('change'), nothing]).toEqual([[], []]);
  const published = await heardOf(async () => {
    expect(await change(ctx, { to: 'new' })).toBe('changed');
  });
  expect(await facts('change')).toEqual([{ eventId: ctx.event.id, after: { to: 'new' } }]);
  expect(published).toEqual(['things']);
});

test('its lock is held while it runs', async () => {
  const order: string[] = [];
  const locked = verb('locked', {
    input: z.object({}),
    lock: async () => order.push('lock'),
    run: (_tx: EventCtx) => unchanged(order.push('run')),
  });
  await locked(ctx, {});
  expect(order).toEqual(['lock', 'run']);
});

test('inside of another it is a part of it: both are recorded, or neither', async () => {
  const outer = verb('outer', {
    input: z.object({ fails: z.boolean() }),
    async run(tx: EventCtx, { fails }) {
      await change(tx, { to: 'nested' });
      publish(tx, 'outer');
      if (fails) throw new Error('no');
      return changed({ audit: [{ subject, action: 'inner' }, { subject }], topics: [], result: null });
    },
  });
  const counts = async () => [(await facts('outer')).length, (await facts('inner')).length];
  expect(await heardOf(() => expect(outer(ctx, { fails: true })).rejects.toThrow('no'))).toEqual([]);
  expect(await counts()).toEqual([0, 0]);
  expect(await heardOf(() => outer(ctx, { fails: false }))).toEqual(['things', 'outer']);
  expect(await counts()).toEqual([1, 1]);
});

test('one that records nothing of what it changed fails', async () => {
  const silent = verb('silent', {
    input: z.object({}),
    run: (_tx: EventCtx) => changed({ audit: [], topics: [], result: null }),
  });
  await expect(silent(ctx, {})).rejects.toThrow('silent records nothing');
});

test('a repeat with the same key does nothing, whatever the order of its words; in another event it is refused', async () => {
  let runs = 0;
  const make = keyedVerb('make', {
    input,
    run(_tx: EventCtx) {
      runs += 1;
      return changed({ audit: { subject }, topics: [], result: randomUUID() });
    },
    show: (_tx, id) => id,
  });
  const clientKey = randomUUID();
  const first = await make(ctx, { words: { en: 'yes', ja: 'はい' }, clientKey });
  expect(await make(ctx, { words: { ja: 'はい', en: 'yes' }, clientKey })).toBe(first);
  expect(runs).toBe(1);
  await expect(make(ctx, { words: { en: 'no' }, clientKey })).rejects.toMatchObject({ code: 'CONFLICT' });
  const other = await anEvent(bench.operator);
  await expect(make(other, { words: { en: 'yes', ja: 'はい' }, clientKey })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
});
