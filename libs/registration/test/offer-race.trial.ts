import { startTestApi, type TestApi } from '@plenary/testing/api';
import { raceForOffers } from './offer-race.js';

const rounds = 200;

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ clock: true });
  // On the last day before an event nothing is offered.
  api.setTime('2026-11-01T09:00:00Z');
});
afterAll(() => api.close());

test(`${String(rounds)} races for places that are offered`, async () => {
  const { seen, ends, refused } = await raceForOffers(api, rounds);
  console.log(
    `${String(rounds)} rounds: ${[...seen].join(', ')} places held at each moment; refused ${JSON.stringify(refused)}`,
  );
  expect([[...seen], [...ends]]).toEqual([[2], ['CANCELLED CANCELLED CONFIRMED CONFIRMED WAITLISTED']]);
  expect(Object.keys(refused).filter((code) => code !== 'CONFLICT' && code !== 'STALE_VERSION')).toEqual([]);
});
