import { spokenFor, wordsOf } from '@plenary/platform/words';

const wordsIn = wordsOf<{
  welcome: { name: string };
  seats: { count: number };
  opens: { day: Date };
  over: null;
}>({
  en: {
    welcome: 'Welcome, {name}',
    seats: '{count, plural, one {# seat} other {# seats}}',
    opens: 'Opens on {day, date, ::EEEE}',
    over: 'It’s <b>over</b>.',
  },
  ja: {
    welcome: '{name}さん、ようこそ',
    seats: '{count}席',
    opens: '{day, date, ::EEEE}に開始',
    over: '終了しました。',
  },
  fr: {
    welcome: 'Bienvenue, {name}',
    seats: '{count, plural, one {# place} other {# places}}',
    opens: 'Ouvre {day, date, ::EEEE}',
    over: 'C’est terminé.',
  },
});

test.each([
  ['en', 'en'],
  ['en-GB', 'en'],
  ['fr', 'fr'],
  ['fr-CA', 'fr'],
  ['ja', 'ja'],
  ['de', 'en'],
  ['constructor', 'en'],
  ['', 'en'],
])('who reads %s is spoken to in %s', (language, spoken) => {
  expect(spokenFor(language)).toBe(spoken);
});

test('a message is said in the language, with its places filled', () => {
  expect(['en', 'fr-CA', 'ja', 'de'].map((language) => wordsIn(language)('seats', { count: 1 }))).toEqual([
    '1 seat',
    '1 place',
    '1席',
    '1 seat',
  ]);
  expect(wordsIn('fr')('seats', { count: 2_000 })).toBe('2\u202f000 places');
});

test('what stands in a place is text, never part of the message', () => {
  const hostile = "{count, plural, other {x}} <script> '{'";
  expect(wordsIn('en')('welcome', { name: hostile })).toBe(`Welcome, ${hostile}`);
});

test('marks are text, and a day is a day wherever the server stands', () => {
  expect(wordsIn('en')('over')).toBe('It’s <b>over</b>.');
  expect(wordsIn('en')('opens', { day: new Date('2026-11-30T00:00:00Z') })).toBe('Opens on Monday');
});
