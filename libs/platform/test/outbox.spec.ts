import { createTestBench, eventually, withWorker, type TestBench } from '@plenary/testing';
import type { Ctx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { once } from '@plenary/platform/idempotency';
import {
  askForWork,
  defineJob,
  lanes,
  listWork,
  retryWork,
  PutOffError,
  finishWork,
  handle,
} from '@plenary/platform/queue';
import { askForDueWork } from '../src/queue/schedules.js';
import { forgetOldWork } from '../src/retention/forget-old-work.js';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';

const job = defineJob('test-job', z.object({ note: z.string() }), { attempts: 2 });

let bench: TestBench;

beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(() => bench.close());

const ask = (note: string): Promise<string> =>
  inTransaction(bench.operator, (tx) => askForWork(tx, job, { note }, null));

const isDone = async (id: string): Promise<boolean> =>
  (await bench.services.prisma.outbox.findUniqueOrThrow({ where: { id } })).doneAt !== null;

test('work that was asked for is done once; a change that is rolled back asks for nothing', async () => {
  const ran: string[] = [];
  const handlers = [handle(job, async (_ctx, { note }) => void ran.push(note))];
  await withWorker(bench, handlers, async () => {
    const id = await ask('one');
    await inTransaction(bench.operator, async (tx) => {
      askForWork(tx, job, { note: 'never' }, null);
      throw new Error('changed my mind');
    }).catch(() => undefined);
    await eventually(() => isDone(id));
  });
  expect(ran).toEqual(['one']);
});

test('work asked for while no worker runs is done when one comes', async () => {
  const id = await ask('waiting');
  const ran: string[] = [];
  await withWorker(bench, [handle(job, async (_ctx, { note }) => void ran.push(note))], () =>
    eventually(() => isDone(id)),
  );
  expect(ran).toEqual(['waiting']);
});

test('a job that always fails is tried as often as it says, then stands in the list until it is retried', async () => {
  let attempts = 0;
  let broken = true;
  const handlers = [
    handle(job, async () => {
      attempts += 1;
      if (broken) throw new Error('with the secret someone@example.org');
    }),
  ];
  await withWorker(bench, handlers, async () => {
    const id = await ask('broken');
    const find = async () => (await listWork(bench.operator, null, 10)).find((item) => item.id === id);
    await eventually(async () => (await find())?.state === 'FAILED');
    expect(await find()).toMatchObject({ state: 'FAILED', attempts: 2, failure: 'Error' });
    expect(attempts).toBe(2);
    broken = false;
    await inTransaction(bench.operator, (tx) => retryWork(tx, null, id));
    await eventually(() => isDone(id));
    await expect(inTransaction(bench.operator, (tx) => retryWork(tx, null, id))).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });
  expect(attempts).toBe(3);
});

test('a job that is put off comes back, and that counts as no attempt', async () => {
  let runs = 0;
  const early = defineJob('put-off', z.object({ note: z.string() }), { attempts: 1 });
  const handlers = [
    handle(early, async () => {
      runs += 1;
      if (runs <= 5) throw new PutOffError(10);
    }),
  ];
  const id = await inTransaction(bench.operator, (tx) => askForWork(tx, early, { note: '' }, null));
  await withWorker(bench, handlers, () => eventually(() => isDone(id)));
  const row = await bench.services.prisma.outbox.findUniqueOrThrow({ where: { id } });
  expect([runs, row.attempts, row.failure]).toEqual([6, 1, null]);
});

test('work of one lane is done while another lane stands still', async () => {
  const gate = Promise.withResolvers<undefined>();
  const stands = defineJob('stands', z.object({ note: z.string() }), { lane: 'mail' });
  let standing = 0;
  const handlers = [
    handle(stands, async () => {
      standing += 1;
      await gate.promise;
    }),
    handle(job, async () => undefined),
  ];
  await withWorker(bench, handlers, async () => {
    const slow = await inTransaction(bench.operator, (tx) =>
      Array.from({ length: 10 }, () => askForWork(tx, stands, { note: '' }, null)),
    );
    await eventually(() => standing === lanes.mail);
    const quick = await Promise.all(Array.from({ length: 10 }, () => ask('quick')));
    for (const id of quick) await eventually(() => isDone(id));
    expect(standing).toBe(lanes.mail);
    gate.resolve(undefined);
    for (const id of slow) await eventually(() => isDone(id));
  });
});

test('an effect and its being done are one transaction: a run that comes late finds it done', async () => {
  let effects = 0;
  const handlers = [
    handle(job, async (ctx: Ctx, _payload, run) => {
      await inTransaction(ctx, async (tx) => {
        await finishWork(tx, run);
        effects += 1;
      });
      throw new Error('after the effect');
    }),
  ];
  await withWorker(bench, handlers, async () => {
    const id = await ask('once');
    await eventually(() => isDone(id));
  });
  expect(effects).toBe(1);
});

test('a run that has lost its claim changes nothing, and does not count as a failure', async () => {
  let runs = 0;
  const effects: number[] = [];
  const handlers = [
    handle(job, async (ctx: Ctx, _payload, run) => {
      runs += 1;
      // As another worker does that takes the work over while this one stands still.
      await ctx.db.outbox.update({ where: { id: run.id }, data: { claim: randomUUID() } });
      await inTransaction(ctx, async (tx) => {
        await tx.db.clientKey.create({
          data: {
            actorKind: 'job',
            actorId: run.id,
            operation: 'test',
            key: run.id,
            bodyHash: '',
            resultId: run.id,
          },
        });
        await finishWork(tx, run);
        effects.push(runs);
      });
    }),
  ];
  const id = await ask('late');
  await withWorker(bench, handlers, () => eventually(() => runs === 1));
  const row = await bench.services.prisma.outbox.findUniqueOrThrow({ where: { id } });
  expect([row.doneAt, row.failure, row.attempts]).toEqual([null, null, 0]);
  expect([effects, await bench.services.prisma.clientKey.count()]).toEqual([[], 0]);
});

test('what is due is asked for once by any number of processes, and once for all the times that were missed', async () => {
  const driven = await createTestBench({ clock: true });
  const nightly = defineJob('nightly', z.object({}).strict());
  const schedules = [{ job: nightly, everyMs: 24 * 3_600_000 }];
  const asked = (): Promise<number> => driven.services.prisma.outbox.count({ where: { job: 'nightly' } });
  const askTenTimes = () =>
    Promise.all(Array.from({ length: 10 }, () => askForDueWork(driven.services, schedules)));
  await askTenTimes();
  expect(await asked()).toBe(1);
  driven.setTime('2026-11-24T23:00:00Z');
  await askTenTimes();
  expect(await asked()).toBe(1);
  driven.setTime('2026-12-24T23:00:00Z');
  await askTenTimes();
  expect(await asked()).toBe(2);
  await driven.close();
});

test('a place held for an upload of a process that was killed goes after an hour', async () => {
  const driven = await createTestBench({ clock: true });
  const createdAt = driven.services.clock.now();
  await driven.services.prisma.uploadReservation.create({
    data: { actorKind: 'account', bytes: 6, createdAt },
  });
  const held = () => driven.services.prisma.uploadReservation.count();
  driven.setTime('2026-11-24T09:59:00Z');
  await forgetOldWork(driven.operator);
  expect(await held()).toBe(1);
  driven.setTime('2026-11-24T10:01:00Z');
  await forgetOldWork(driven.operator);
  expect(await held()).toBe(0);
  await driven.close();
});

test('an upload that nothing used goes after a day, with its file', async () => {
  const driven = await createTestBench({ clock: true });
  const stored = await driven.services.storage.put('uploads', Buffer.from('WEBVTT'));
  await driven.services.prisma.upload.create({
    data: {
      actorKind: 'operator',
      purpose: 'transcript',
      mediaType: 'text/vtt',
      bytes: 6,
      sha256: stored.sha256,
      storageKey: stored.key,
      createdAt: driven.services.clock.now(),
    },
  });
  driven.setTime('2026-11-25T08:59:00Z');
  await forgetOldWork(driven.operator);
  expect((await driven.services.storage.read(stored.key)).toString()).toBe('WEBVTT');
  driven.setTime('2026-11-25T09:01:00Z');
  await forgetOldWork(driven.operator);
  expect(await driven.services.prisma.upload.count()).toBe(0);
  await expect(driven.services.storage.read(stored.key)).rejects.toThrow();
  await driven.close();
});

describe('a client key', () => {
  test('gives the first result to every copy, also at the same time, and refuses another request', async () => {
    let effects = 0;
    const key = randomUUID();
    const send = (input: string): Promise<string> =>
      inTransaction(bench.operator, (tx) =>
        once(tx, 'test', key, { input }, async () => {
          effects += 1;
          return randomUUID();
        }),
      );
    const results = await Promise.all([send('a'), send('a'), send('a')]);
    expect(new Set(results).size).toBe(1);
    expect(await send('a')).toBe(results[0]);
    await expect(send('b')).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(effects).toBe(1);
  });

  test('of a request that failed may be used again', async () => {
    const key = randomUUID();
    const send = (fail: boolean): Promise<string> =>
      inTransaction(bench.operator, (tx) =>
        once(tx, 'test', key, {}, async () => {
          if (fail) throw new Error('no');
          return key;
        }),
      );
    await expect(send(true)).rejects.toThrow('no');
    expect(await send(false)).toBe(key);
  });
});
