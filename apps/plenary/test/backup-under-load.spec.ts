import { backUpUnderLoad } from './backup-under-load.js';

// Ten of them, after more writes: npm run trials.
test('a backup taken while everybody writes has every write acknowledged before it, and nothing half', async () => {
  const [count] = await backUpUnderLoad(1, 40);
  expect(count).toMatchObject({ lost: 0, half: 0 });
  expect(count?.acknowledgedBefore).toBeGreaterThanOrEqual(40);
  expect(count?.foreignKeys).toBeGreaterThan(30);
}, 300_000);
