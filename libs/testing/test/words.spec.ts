import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readWords, wordsFile } from '../src/words/messages.js';

const good = {
  en: { greeting: 'Hello {name}', seats: '{count, plural, one {# seat} other {# seats}}' },
  ja: { greeting: '{name}さん', seats: '{count}席' },
  fr: { greeting: 'Bonjour {name}', seats: '{count, plural, one {# place} other {# places}}' },
};
const source = "say('greeting', { name }); const text = wordsIn(language)('seats', { count: 1 });";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'plenary-words-'));
  mkdirSync(join(root, 'apps'));
  mkdirSync(join(root, 'libs/room/src/words'), { recursive: true });
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function read(catalogue: Readonly<Record<string, object>>, code = source) {
  for (const [language, messages] of Object.entries(catalogue))
    writeFileSync(join(root, `libs/room/src/words/${language}.json`), JSON.stringify(messages));
  writeFileSync(join(root, 'libs/room/src/page.tsx'), code);
  return readWords(root);
}

test('a message that every language has, and that is said, is right', () => {
  const { rooms, problems } = read(good);
  expect(problems).toEqual([]);
  expect(rooms.map(wordsFile)).toEqual([
    [
      '// Made by `npm run generate` from the messages beside it.',
      "import { wordsOf } from '@plenary/platform/words';",
      "import en from './en.json' with { type: 'json' };",
      "import ja from './ja.json' with { type: 'json' };",
      "import fr from './fr.json' with { type: 'json' };",
      '',
      'interface Messages {',
      '  greeting: {',
      '    name: string | number;',
      '  };',
      '  seats: {',
      '    count: number;',
      '  };',
      '}',
      '',
      'export const wordsIn = wordsOf<Messages>({ en, ja, fr });',
      '',
    ].join('\n'),
  ]);
});

test.each([
  ['is missing', { ...good, fr: { seats: good.fr.seats } }, source, '“greeting” is missing in fr.json'],
  ['has no file', { en: good.en, ja: good.ja }, source, '“greeting” is missing in fr.json'],
  ['is left over', { ...good, ja: { ...good.ja, bye: 'では' } }, source, '“bye” is missing in en.json'],
  ['is never said', good, source.replace('greeting', 'greetings'), 'nothing says “greeting”'],
  ['is only told of', good, source.replace("say('greeting'", "read('greeting'"), 'nothing says “greeting”'],
  [
    'can not be read',
    { ...good, fr: { ...good.fr, greeting: 'Bonjour {name' } },
    source,
    '“greeting” in fr.json: EXPECT_ARGUMENT_CLOSING_BRACE',
  ],
  [
    'lacks a place',
    { ...good, ja: { ...good.ja, greeting: 'ようこそ' } },
    source,
    '“greeting” has not the same places in each language',
  ],
  [
    'chooses between other things',
    {
      en: { ...good.en, greeting: '{name, select, a {A} other {B}}' },
      ja: { ...good.ja, greeting: '{name, select, a {A} other {B}}' },
      fr: { ...good.fr, greeting: '{name, select, b {A} other {B}}' },
    },
    source,
    '“greeting” has not the same places in each language',
  ],
])('a message that %s is found', (_what, catalogue, code, problem) => {
  expect(read(catalogue, code).problems).toContain(`libs/room/src/words: ${problem}`);
});
