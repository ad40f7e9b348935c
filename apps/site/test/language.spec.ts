import { pageLanguage } from '@plenary/site';

const event = ['ja', 'en'];

test.each([
  ['the address says so', { asked: 'en', account: 'fr', accepts: 'ja' }, 'en'],
  ['the address asks for what we have no words in', { asked: 'de', account: null, accepts: 'ja' }, 'de'],
  ['the account has one', { asked: null, account: 'fr', accepts: 'ja' }, 'fr'],
  [
    'the browser prefers one of ours',
    { asked: null, account: null, accepts: 'fr-CA,fr;q=0.9,en;q=0.5' },
    'fr',
  ],
  ['the browser prefers one that nobody has', { asked: null, account: null, accepts: 'de,en;q=0.4' }, 'en'],
  ['the browser knows none of them', { asked: null, account: null, accepts: 'de' }, 'ja'],
  ['the browser takes any', { asked: null, account: null, accepts: '*' }, 'ja'],
  ['nobody says anything', { asked: null, account: null, accepts: undefined }, 'ja'],
  ['the browser says nonsense', { asked: null, account: null, accepts: ';;q=,\u00ff' }, 'ja'],
])('where %s, the page is in that', (_case, wishes, language) => {
  expect(pageLanguage({ ...wishes, event })).toBe(language);
});

test('without an event English stands in', () => {
  expect(pageLanguage({ asked: null, account: null, accepts: 'de', event: [] })).toBe('en');
});
