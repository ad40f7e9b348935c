import { importLarge } from './large-import.js';

test('10,000 sessions, as many as a file may have, are taken in within the 30 s of a transaction', async () => {
  const { changed, sessions, seconds } = await importLarge(10_000);
  expect([changed, sessions]).toEqual([[10_000, 10_000, 0, 10_000], 10_000]);
  process.stdout.write(`dry run, import, again, all changed: ${seconds.join(', ')} s\n`);
});
