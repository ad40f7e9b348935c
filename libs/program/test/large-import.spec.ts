import { importLarge } from './large-import.js';

test('a large table is taken in by one operation, and the same again changes nothing', async () => {
  const { changed, sessions } = await importLarge(300);
  expect([changed, sessions]).toEqual([[300, 300, 0, 300], 300]);
});
