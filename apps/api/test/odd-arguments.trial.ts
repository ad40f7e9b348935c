import { startTestApi, type TestApi } from '@plenary/testing/api';
import { toldOf, tryOddArguments } from './odd-arguments.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ clock: true, settings: { DEMO: 'on' } });
});
afterAll(() => api.close());

test('no argument of the schema, whatever is given for it, is a fault of ours', async () => {
  const address = await api.api.server.listen({ host: '127.0.0.1', port: 0 });
  const tally = await tryOddArguments(api, address, { seed: 20_261_130, places: null, values: 60 });
  console.log(toldOf(tally));
  expect(tally.wrong).toEqual([]);
  expect((await fetch(`${address}/health/ready`)).status).toBe(200);
});
