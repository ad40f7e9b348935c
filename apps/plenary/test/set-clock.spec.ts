import { handlers } from '@plenary/nouns/jobs';
import { publishEdition } from '@plenary/minutes';
import { createTestBench, withWorker, type TestBench } from '@plenary/testing';
import { anApprovedEdition, finishesOnce, seenByThePublic } from './publication-kit.js';

let bench: TestBench;

beforeAll(async () => {
  bench = await createTestBench({ clock: true });
});
afterAll(() => bench.close());

test('minutes that were published stay in sight, though the clock is set back', async () => {
  bench.setTime('2026-11-24T09:00:00Z');
  const { ctx, editionId, version } = await anApprovedEdition(bench);
  await withWorker(bench, handlers, async () => {
    await publishEdition(ctx, { editionId, version });
    await finishesOnce(ctx, editionId);
  });
  bench.setTime('2026-11-24T08:50:00Z');
  expect(await seenByThePublic(ctx)).toBe('whole');
}, 60_000);
