import { localDate, localInstant, localText, localTime } from '@plenary/formats/local-times';
import fc from 'fast-check';

const zones = [
  'Asia/Tokyo',
  'Asia/Kathmandu',
  'Europe/Berlin',
  'Africa/Casablanca',
  'America/St_Johns',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'UTC',
];

const zone = fc.constantFrom(...zones);
const moment = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((at) => new Date(Math.floor(at.getTime() / 1_000) * 1_000));

/** Instants at which the clocks of a zone change, found by asking Intl day by day. */
function changes(timeZone: string, from: number, to: number): number[] {
  const offset = (at: number): number => Date.parse(`${wallClock(at, timeZone)}Z`) - at;
  const found: number[] = [];
  for (let day = from; day < to; day += 86_400_000) {
    let [low, high] = [day, day + 86_400_000];
    if (offset(low) === offset(high)) continue;
    while (high - low > 1_000) {
      const middle = Math.floor((low + high) / 2_000) * 1_000;
      if (offset(middle) === offset(low)) low = middle;
      else high = middle;
    }
    found.push(high);
  }
  return found;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** By Intl alone: what the clocks of a zone show, as YYYY-MM-DDTHH:MM:SS. */
function wallClock(at: number, timeZone: string): string {
  const formatter =
    formatters.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formatters.set(timeZone, formatter);
  return formatter.format(at).replace(' ', 'T');
}

/** Every instant at which the clocks of a zone show a time, found by trying all offsets in steps of 15 minutes. */
function instantsOf(local: string, timeZone: string): string[] {
  const utc = Date.parse(`${local}Z`);
  return Array.from({ length: 29 * 4 + 1 }, (_, step) => utc + (step - 15 * 4) * 900_000)
    .filter((at) => wallClock(at, timeZone) === local)
    .map((at) => new Date(at).toISOString());
}

function expectAgreement(local: string, timeZone: string): void {
  const found = localInstant(local, timeZone);
  const expected = instantsOf(local, timeZone);
  if (expected.length === 1) expect(found).toEqual({ instant: new Date(expected[0] ?? '') });
  else {
    const { problem } = found as Extract<typeof found, { problem: unknown }>;
    expect(problem.code).toBe(expected.length === 0 ? 'GAP' : 'OVERLAP');
    const choices = problem.choices.map((choice) => new Date(choice).toISOString());
    if (expected.length === 2) expect(choices).toEqual([...expected].sort());
    else expect(choices).toHaveLength(2);
  }
}

describe('times in a zone', () => {
  test('every instant comes back from its text', () => {
    fc.assert(
      fc.property(moment, zone, (instant, timeZone) => {
        expect(localInstant(localText(instant, timeZone), timeZone)).toEqual({ instant });
      }),
      { numRuns: 500 },
    );
  });

  test('instants around each change of the clocks come back from their texts, and agree with Intl', () => {
    let seen = 0;
    for (const timeZone of zones) {
      for (const change of changes(timeZone, Date.UTC(2009, 0), Date.UTC(2014, 0))) {
        seen += 1;
        for (const minutes of [-61, -31, -30, -1, 0, 1, 29, 30, 31, 60, 61]) {
          const instant = new Date(change + minutes * 60_000);
          expect(localInstant(localText(instant, timeZone), timeZone)).toEqual({ instant });
          expectAgreement(wallClock(instant.getTime(), timeZone), timeZone);
          // What the clocks would have shown, had they not been changed: the gap, if there is one.
          const unchanged = change - 1_000;
          const drift = Date.parse(`${wallClock(unchanged, timeZone)}Z`) - unchanged;
          expectAgreement(new Date(instant.getTime() + drift).toISOString().slice(0, 19), timeZone);
        }
      }
    }
    expect(seen).toBeGreaterThan(60);
  });

  test('any local time agrees with Intl', () => {
    fc.assert(
      fc.property(moment, zone, (at, timeZone) => {
        expectAgreement(at.toISOString().slice(0, 19), timeZone);
      }),
    );
  });

  test.each([
    ['Europe/Berlin', '2026-03-29 02:30', 'GAP', ['2026-03-29T01:30+01:00', '2026-03-29T03:30+02:00']],
    ['Europe/Berlin', '2026-10-25 02:30', 'OVERLAP', ['2026-10-25T02:30+02:00', '2026-10-25T02:30+01:00']],
    [
      'Europe/Berlin',
      '2026-10-25 02:59:59',
      'OVERLAP',
      ['2026-10-25T02:59:59+02:00', '2026-10-25T02:59:59+01:00'],
    ],
    ['America/New_York', '2026-11-01T01:00', 'OVERLAP', ['2026-11-01T01:00-04:00', '2026-11-01T01:00-05:00']],
    ['Australia/Lord_Howe', '2026-10-04 02:15', 'GAP', ['2026-10-04T01:45+10:30', '2026-10-04T02:45+11:00']],
    [
      'Australia/Lord_Howe',
      '2026-04-05 01:45',
      'OVERLAP',
      ['2026-04-05T01:45+11:00', '2026-04-05T01:45+10:30'],
    ],
    ['America/St_Johns', '2011-03-13 00:01', 'GAP', ['2011-03-12T23:01-03:30', '2011-03-13T01:01-02:30']],
    ['Pacific/Apia', '2011-12-30 09:00', 'GAP', ['2011-12-29T09:00-10:00', '2011-12-31T09:00+14:00']],
    ['America/Sao_Paulo', '2018-11-04 00:00', 'GAP', ['2018-11-03T23:00-03:00', '2018-11-04T01:00-02:00']],
  ])('%s, %s: %s', (timeZone, text, code, choices) => {
    const found = localInstant(text, timeZone);
    expect(found).toEqual({ problem: { code, choices, message: expect.any(String) } });
    expect('problem' in found && found.problem.message).toBe(
      code === 'GAP'
        ? `does not exist in ${timeZone}: clocks are put forward over it`
        : `exists twice in ${timeZone}: write ${choices.join(' or ')}`,
    );
  });

  test.each([
    ['2026-11-24 09:00', '2026-11-24T00:00:00.000Z'],
    ['2026-11-24T09:00', '2026-11-24T00:00:00.000Z'],
    ['2026-11-24t09:00:30', '2026-11-24T00:00:30.000Z'],
    ['2026/11/24 9:00', '2026-11-24T00:00:00.000Z'],
    ['2026/1/4 9:05', '2026-01-04T00:05:00.000Z'],
    ['  2026-11-24  09:00 ', '2026-11-24T00:00:00.000Z'],
    ['２０２６／１１／２４　９：００', '2026-11-24T00:00:00.000Z'],
    ['2026-11-24 09:00Z', '2026-11-24T09:00:00.000Z'],
    ['2026-11-24T09:00:00z', '2026-11-24T09:00:00.000Z'],
    ['2026-11-24 09:00+01:00', '2026-11-24T08:00:00.000Z'],
    ['2026-11-24 09:00 -0330', '2026-11-24T12:30:00.000Z'],
    ['2026-11-24 09:00+05', '2026-11-24T04:00:00.000Z'],
    ['2026-11-24 24:00', '2026-11-24T15:00:00.000Z'],
    ['2024-02-29 00:00', '2024-02-28T15:00:00.000Z'],
  ])('in Tokyo, %s is %s', (text, instant) => {
    expect(localInstant(text, 'Asia/Tokyo')).toEqual({ instant: new Date(instant) });
  });

  test('an offset decides which of two times is meant, and lets a gap be named', () => {
    expect(localInstant('2026-10-25 02:30+01:00', 'Europe/Berlin')).toEqual({
      instant: new Date('2026-10-25T01:30:00Z'),
    });
    expect(localInstant('2026-03-29 02:30+01:00', 'Europe/Berlin')).toEqual({
      instant: new Date('2026-03-29T01:30:00Z'),
    });
  });

  test.each([
    ['', 'NOT_A_TIME'],
    ['tomorrow', 'NOT_A_TIME'],
    ['2026-11-24', 'NOT_A_TIME'],
    ['09:00', 'NOT_A_TIME'],
    ['24.11.2026 09:00', 'NOT_A_TIME'],
    ['11/24/2026 09:00', 'NOT_A_TIME'],
    ['2026-11/24 09:00', 'NOT_A_TIME'],
    ['2026-11-24 9', 'NOT_A_TIME'],
    ['2026-11-24 9:0', 'NOT_A_TIME'],
    ['2026-11-24 09:00 AM', 'NOT_A_TIME'],
    ['2026-11-24 09:00 JST', 'NOT_A_TIME'],
    ['2026-11-24 09:00[Asia/Tokyo]', 'NOT_A_TIME'],
    ['2026-11-24\n09:00', 'NOT_A_TIME'],
    ['-2026-11-24 09:00', 'NOT_A_TIME'],
    ['2026-11-24 09:00+1', 'NOT_A_TIME'],
    ['46350.375', 'NOT_A_TIME'],
    ['2026-11-24 09:00'.repeat(10_000), 'NOT_A_TIME'],
    ['2026-02-29 09:00', 'NO_SUCH_DATE'],
    ['2026-13-01 09:00', 'NO_SUCH_DATE'],
    ['2026-00-10 09:00', 'NO_SUCH_DATE'],
    ['2026-11-31 09:00', 'NO_SUCH_DATE'],
    ['1900-02-29 09:00', 'NO_SUCH_DATE'],
    ['2026-11-24 25:00', 'NO_SUCH_TIME'],
    ['2026-11-24 24:01', 'NO_SUCH_TIME'],
    ['2026-11-24 09:60', 'NO_SUCH_TIME'],
    ['2026-11-24 09:00:60', 'NO_SUCH_TIME'],
    ['2026-11-24 09:00+14:01', 'NO_SUCH_TIME'],
    ['2026-11-24 09:00+09:75', 'NO_SUCH_TIME'],
    ['2026-11-24 09:00-99:00', 'NO_SUCH_TIME'],
  ])('%s is none: %s', (text, code) => {
    expect(localInstant(text, 'Asia/Tokyo')).toEqual({
      problem: { code, choices: [], message: expect.any(String) },
    });
  });

  test('a zone that is not known is the caller’s mistake', () => {
    expect(() => localInstant('2026-11-24 09:00', 'Asia/Edo')).toThrow(RangeError);
  });
});

test.each([
  ['2026-11-24', { date: '2026-11-24' }],
  ['2026/1/4', { date: '2026-01-04' }],
  ['２０２６／１／４', { date: '2026-01-04' }],
  [
    '2026-11-24 09:00',
    { problem: { code: 'NOT_A_TIME', message: 'must be a date such as 2026-11-24', choices: [] } },
  ],
  [
    '2026-02-30',
    { problem: { code: 'NO_SUCH_DATE', message: 'is a date that does not exist', choices: [] } },
  ],
])('the date %s', (text, expected) => {
  expect(localDate(text)).toEqual(expected);
});

test.each([
  ['9:00', { time: '09:00' }],
  ['09:00:30', { time: '09:00:30' }],
  ['９：００', { time: '09:00' }],
  ['24:00', { time: '24:00' }],
  ['9', { problem: { code: 'NOT_A_TIME', message: 'must be a time such as 09:00', choices: [] } }],
  [
    '24:30',
    { problem: { code: 'NO_SUCH_TIME', message: 'is a time of day that does not exist', choices: [] } },
  ],
])('the time %s', (text, expected) => {
  expect(localTime(text)).toEqual(expected);
});
