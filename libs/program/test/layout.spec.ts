import type { ProgramDocument, ProgramSession } from '../src/domain/program-document.js';
import { writtenDate, writtenDay, writtenDays, writtenShortDay, zoneName } from '@plenary/platform/words';
import { byFamilyName } from '../src/rendering/people.js';
import { phrase, phrasebook } from '../src/rendering/phrasebook.js';
import { timetableOf } from '../src/rendering/timetable.js';

function aSession(id: string, room: string | null, from: string, to: string): ProgramSession {
  return {
    id,
    kind: 'PANEL',
    plenary: false,
    visibility: 'PUBLIC',
    title: { en: id },
    abstract: null,
    room,
    track: null,
    startsAt: `2026-12-07T${from}:00+09:00`,
    endsAt: `2026-12-07T${to}:00+09:00`,
    languages: ['en'],
    interpretation: [],
    takesQuestions: false,
    items: [],
    appearances: [],
  };
}

/** Each row: its times, then each cell as `session columns×rows`. */
function gridOf(sessions: readonly ProgramSession[], rooms: readonly string[]): string[][] {
  return timetableOf(sessions, rooms, 'Asia/Tokyo').rows.map(({ times, cells }) => [
    times,
    ...cells.map(({ session, columns, rows }) => `${session?.id ?? '-'} ${String(columns)}×${String(rows)}`),
  ]);
}

describe('a timetable', () => {
  test('sets what runs at once side by side in the order of rooms, and what runs alone over the whole width', () => {
    const sessions = [
      aSession('opening', 'a', '09:00', '10:00'),
      aSession('second', 'b', '10:00', '12:00'),
      aSession('first', 'a', '10:00', '11:00'),
      aSession('third', null, '10:30', '11:00'),
    ];
    expect(gridOf(sessions, ['a', 'b'])).toEqual([
      ['09:00–10:00', 'opening 3×1'],
      ['10:00–10:30', 'first 1×2', 'second 1×3', '- 1×1'],
      ['10:30–11:00', 'third 1×1'],
      ['11:00–12:00', '- 1×1', '- 1×1'],
    ]);
  });

  test('sets two sessions in one room at once beside each other', () => {
    const sessions = [aSession('one', 'a', '09:00', '10:00'), aSession('two', 'a', '09:30', '10:00')];
    expect(gridOf(sessions, ['a'])).toEqual([
      ['09:00–09:30', 'one 1×2', '- 1×1'],
      ['09:30–10:00', 'two 1×1'],
    ]);
  });

  test('lists what runs at once in more rooms than stand beside each other', () => {
    const rooms = Array.from({ length: 8 }, (_, index) => `room ${String(index)}`);
    const sessions = rooms.map((room) => aSession(`in ${room}`, room, '09:00', '10:00'));
    expect(gridOf(sessions, rooms)).toEqual(rooms.map((room) => ['09:00–10:00', `in ${room} 1×1`]));
  });
});

test.each([
  ['en', 'Tuesday, 24 November 2026', '24 November 2026', 'Tue 24 Nov'],
  ['ja', '2026年11月24日（火）', '2026年11月24日', '11月24日（火）'],
  ['fr', 'mardi 24 novembre 2026', '24 novembre 2026', 'mar. 24 nov.'],
  ['fr-CA', 'mardi 24 novembre 2026', '24 novembre 2026', 'mar. 24 nov.'],
  ['de', 'Dienstag, 24. November 2026', '24. November 2026', 'Di., 24. Nov.'],
])('days are written as a formal program in %s has them', (language, day, date, short) => {
  expect([
    writtenDay('2026-11-24', language),
    writtenDate('2026-11-24', language),
    writtenShortDay('2026-11-24', language),
  ]).toEqual([day, date, short]);
});

test.each([
  ['en', '2026-12-07', '2026-12-11', 'Monday, 7 – Friday, 11 December 2026'],
  ['en', '2026-11-30', '2026-12-01', 'Monday, 30 November – Tuesday, 1 December 2026'],
  ['en', '2026-12-31', '2027-01-01', 'Thursday, 31 December 2026 – Friday, 1 January 2027'],
  ['ja', '2026-12-07', '2026-12-11', '2026年12月7日（月）～11日（金）'],
  ['ja', '2026-11-30', '2026-12-01', '2026年11月30日（月）～12月1日（火）'],
  ['ja', '2026-12-31', '2027-01-01', '2026年12月31日（木）～2027年1月1日（金）'],
  ['ja', '2026-12-07', '2026-12-07', '2026年12月7日（月）'],
  ['fr', '2026-12-01', '2026-12-04', 'du mardi 1er au vendredi 4 décembre 2026'],
])('a span of days in %s: %s to %s', (language, from, to, written) => {
  expect(writtenDays(from, to, language)).toBe(written);
});

test('a zone has the same name in summer and winter', () => {
  const oslo = ['2026-01-15', '2026-07-15'].map((day) => zoneName('Europe/Oslo', day, 'ja'));
  expect(oslo).toEqual(['中央ヨーロッパ時間', '中央ヨーロッパ時間']);
  expect(['en', 'ja'].map((language) => zoneName('Asia/Tokyo', '2026-11-24', language))).toEqual([
    'Japan Standard Time',
    '日本標準時',
  ]);
});

test('people are listed by family name, whatever stands first in their names', () => {
  const person = (id: string, family: Record<string, string> | undefined, name: string) => ({
    id,
    displayName: { en: name },
    ...(family === undefined ? {} : { familyName: family }),
    post: null,
    organisation: null,
    country: null,
  });
  const people: ProgramDocument['people'] = [
    person('1', { en: 'Sakamoto', ja: '坂本' }, 'Lieutenant General SAKAMOTO Koichi'),
    person('2', { en: 'Élan' }, 'Dr. Zoé Élan'),
    person('3', { en: 'Eze' }, 'Mr. Chidi Eze'),
    person('4', undefined, 'Brigadier Ada Onu'),
    person('5', { en: 'Eze' }, 'Mr. Bako Eze'),
  ];
  expect(byFamilyName(people, ['en', 'ja']).map(({ person: { id }, initial }) => `${initial}${id}`)).toEqual([
    'B4',
    'E2',
    'E5',
    'E3',
    'S1',
  ]);
});

test('a phrase has the language of its script, and stands once where two languages have the same', () => {
  expect(
    [
      ['坂本 浩一', 'ja'],
      ['Patrick Cammaert', 'ja'],
      ['د. ليلى حداد', 'en'],
      ['דוד כהן', 'en'],
      ['Layla', 'ar'],
      ['Layla', 'en-GB'],
    ].map(([text = '', language = '']) => phrase(text, language).lang),
  ).toEqual(['ja', 'und', 'ar', 'he', 'und', 'en']);
  const book = phrasebook(['en', 'ja'], ['en', 'ja']);
  expect(book.texts({ en: 'Hall', ja: '大会場' }).map(({ text }) => text)).toEqual(['Hall', '大会場']);
  expect(book.texts({ en: 'Hall' })).toEqual([{ text: 'Hall', lang: 'en' }]);
});
