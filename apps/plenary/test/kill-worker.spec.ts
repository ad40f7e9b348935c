import { createTestBench, type TestBench } from '@plenary/testing';
import { startWorker } from './kit.js';
import { anApprovedEdition, finishesOnce, publishEdition, seenByThePublic } from './publication-kit.js';

let bench: TestBench;

beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(() => bench.close());

// All of them, and random moments: npm run trials.
test.each(['publish-pdf', 'publish-manifest-stored', 'publish-visible-uncommitted'])(
  'a worker killed at %s leaves the old state, and the next one the whole edition, once',
  async (point) => {
    const { ctx, editionId, version } = await anApprovedEdition(bench);
    bench.arm(point, 'kill');
    const first = startWorker(bench);
    await publishEdition(ctx, { editionId, version });
    expect(await first.ended).toBe('SIGKILL');
    expect(await seenByThePublic(ctx)).toBe('nothing');
    const second = startWorker(bench);
    await finishesOnce(ctx, editionId);
    second.process.kill('SIGTERM');
    expect(await second.ended).toBe(0);
  },
  120_000,
);

test('an error at a step is tried again, and leaves no trace', async () => {
  const { ctx, editionId, version } = await anApprovedEdition(bench);
  bench.arm('publish-html', 'throw');
  const worker = startWorker(bench);
  await publishEdition(ctx, { editionId, version });
  await finishesOnce(ctx, editionId);
  const [job] = await ctx.db.outbox.findMany({ where: { eventId: ctx.event.id, job: 'publish-minutes' } });
  expect(job?.doneAt).not.toBeNull();
  worker.process.kill('SIGTERM');
  expect(await worker.ended).toBe(0);
});
