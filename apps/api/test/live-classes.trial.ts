import { startTestApi, type TestApi } from '@plenary/testing/api';
import { changeForMany } from './live-classes.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

test('a change costs 2,000 accounts of one class the reads of one', async () => {
  const [forOne, ...forMore] = await changeForMany(api, 2_000);
  expect(forMore).toEqual([forOne, forOne]);
}, 600_000);
