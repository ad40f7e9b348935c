import { isoIn } from '@plenary/program';
import { startOfDay } from '../src/domain/times.js';

test.each([
  ['2026-11-24', 0, 'Asia/Tokyo', '2026-11-23T15:00:00.000Z'],
  ['2026-11-24', 1, 'Asia/Tokyo', '2026-11-24T15:00:00.000Z'],
  ['2026-12-31', 1, 'UTC', '2027-01-01T00:00:00.000Z'],
  // Clocks are put forward in the night before, and back in the one after.
  ['2026-03-29', 1, 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
  ['2026-10-25', 1, 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
  // Midnight was skipped: the day began at one.
  ['2018-11-04', 0, 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
  // The whole day was skipped: where it would have begun, the next did.
  ['2011-12-30', 0, 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
])('%s, %i days later, begins in %s at %s', (day, later, zone, start) => {
  expect(new Date(startOfDay(day, later, zone)).toISOString()).toBe(start);
});

test.each([
  ['2026-11-24T00:00:00Z', 'Asia/Tokyo', '2026-11-24T09:00:00+09:00'],
  ['2026-11-24T00:00:00.999Z', 'UTC', '2026-11-24T00:00:00+00:00'],
  ['2026-10-25T00:30:00Z', 'Europe/Berlin', '2026-10-25T02:30:00+02:00'],
  ['2026-10-25T01:30:00Z', 'Europe/Berlin', '2026-10-25T02:30:00+01:00'],
  ['2026-11-24T00:00:00Z', 'Asia/Kathmandu', '2026-11-24T05:45:00+05:45'],
])('%s is in %s %s', (instant, zone, written) => {
  expect(isoIn(new Date(instant), zone)).toBe(written);
});
