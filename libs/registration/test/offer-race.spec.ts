import { startTestApi, type TestApi } from '@plenary/testing/api';
import { raceForOffers } from './offer-race.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ clock: true });
  // On the last day before an event nothing is offered.
  api.setTime('2026-11-01T09:00:00Z');
});
afterAll(() => api.close());

// Two hundred rounds: npm run trials.
test('two who give up, two who accept and a newcomer at one moment never hold more or fewer than two places', async () => {
  const { seen, ends, refused } = await raceForOffers(api, 5);
  expect([[...seen], [...ends]]).toEqual([[2], ['CANCELLED CANCELLED CONFIRMED CONFIRMED WAITLISTED']]);
  expect(Object.keys(refused).filter((code) => code !== 'CONFLICT' && code !== 'STALE_VERSION')).toEqual([]);
});
