import { inTransaction } from '@plenary/platform/database';
import { PutOffError, askForWork, defineJob, handle } from '@plenary/platform/queue';
import { createTestBench, describeOnBoth, eventually, withWorker } from '@plenary/testing';
import { z } from 'zod';
import { askForDueWork } from '../src/queue/schedules.js';

const minuteMs = 60_000;
const start = Date.parse('2026-11-24T09:00:00Z');

test.each([
  [0.5, -10, [1, 2, 3]],
  [60, -10, [1, 2, 3]],
  [24 * 60, -10, [1, 2, 3]],
  [0.5, 10, [1, 2, 3]],
  [60, 10, [1, 1, 2]],
  [24 * 60, 10, [1, 1, 2]],
])(
  'what is due every %d minutes is never late for longer, though the clock is set by %d minutes',
  async (minutes, by, expected) => {
    const bench = await createTestBench({ clock: true });
    const job = defineJob('again-and-again', z.object({}).strict());
    const everyMs = minutes * minuteMs;
    const set = start + by * minuteMs;
    const asked: number[] = [];
    for (const time of [start, set, set + everyMs]) {
      bench.setTime(new Date(time).toISOString());
      // Three processes at once ask for it once.
      await Promise.all([1, 2, 3].map(() => askForDueWork(bench.services, [{ job, everyMs }])));
      asked.push(await bench.services.prisma.outbox.count({ where: { job: job.name } }));
    }
    expect(asked).toEqual(expected);
    await bench.close();
  },
);

describeOnBoth((queue) => {
  test('work that was put off for a minute is tried, though the clock is set back by ten', async () => {
    const bench = await createTestBench({ settings: queue() });
    const { now } = Date;
    let runs = 0;
    const job = defineJob('put-off', z.object({}).strict());
    const handler = handle(job, async () => {
      runs += 1;
      if (runs === 1) throw new PutOffError(minuteMs);
    });
    await withWorker(bench, [handler], async () => {
      const id = await inTransaction(bench.operator, (tx) => askForWork(tx, job, {}, null));
      await eventually(() => runs === 1);
      Date.now = () => now() - 10 * minuteMs;
      try {
        await eventually(
          async () =>
            (await bench.services.prisma.outbox.findUniqueOrThrow({ where: { id } })).doneAt !== null,
        );
      } finally {
        Date.now = now;
      }
    });
    expect(runs).toBe(2);
    await bench.close();
  });
});
