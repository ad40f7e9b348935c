import { startTestApi } from './kit.js';
import { changeForMany } from './live-classes.js';

test('a change costs 2,000 accounts of one class the reads of one', async () => {
  const api = await startTestApi();
  const [forOne, ...forMore] = await changeForMany(api, 2_000);
  expect(forMore).toEqual([forOne, forOne]);
  await api.close();
});
