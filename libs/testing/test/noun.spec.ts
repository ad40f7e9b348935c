import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeNoun } from '@plenary/testing/noun';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const now = new Date('2030-01-02T03:04:05Z');

/** What the generator reads and changes; the trial runs on a copy of all. */
const touched = [
  'apps/api/schema.graphql',
  'apps/site/src/pages',
  'libs/nouns/src',
  'package-lock.json',
  'prisma',
];

let copy: string;

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'plenary-noun-'));
  for (const path of touched) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(root, path), join(copy, path), { recursive: true });
  }
  for (const name of readdirSync(join(root, 'libs')))
    mkdirSync(join(copy, 'libs', name), { recursive: true });
  mkdirSync(join(copy, 'node_modules/@plenary'), { recursive: true });
});
afterEach(() => {
  rmSync(copy, { recursive: true, force: true });
});

const read = (path: string, from = copy): string => readFileSync(join(from, path), 'utf8');

test('a noun gets all floors, a table, a spec, and is named wherever nouns are', () => {
  const written = makeNoun(copy, 'inquiry', now);
  expect(written.filter((path) => !existsSync(join(root, path))).toSorted()).toEqual([
    'apps/site/src/pages/inquiries-page.tsx',
    'libs/inquiries/package.json',
    'libs/inquiries/src/data/inquiries.ts',
    'libs/inquiries/src/domain/inquiry.ts',
    'libs/inquiries/src/domain/jobs.ts',
    'libs/inquiries/src/domain/lifecycle.ts',
    'libs/inquiries/src/domain/what-is-said.ts',
    'libs/inquiries/src/graphql/index.ts',
    'libs/inquiries/src/graphql/inquiries.resolver.ts',
    'libs/inquiries/src/graphql/inquiry.input.ts',
    'libs/inquiries/src/graphql/inquiry.type.ts',
    'libs/inquiries/src/graphql/mapping.ts',
    'libs/inquiries/src/index.ts',
    'libs/inquiries/src/jobs/index.ts',
    'libs/inquiries/src/noun.ts',
    'libs/inquiries/src/operations/close-due-inquiries.ts',
    'libs/inquiries/src/operations/close-inquiry.ts',
    'libs/inquiries/src/operations/create-inquiry.ts',
    'libs/inquiries/src/operations/find-inquiry.ts',
    'libs/inquiries/src/words/en.json',
    'libs/inquiries/src/words/fr.json',
    'libs/inquiries/src/words/ja.json',
    'libs/inquiries/src/words/words.ts',
    'libs/inquiries/test/inquiries.spec.ts',
    'libs/inquiries/test/noun.ts',
    'prisma/migrations/20300102030405_inquiries_were_added/migration.sql',
    'prisma/schema/inquiries.prisma',
  ]);
  expect(written.filter((path) => read(path).includes('{{'))).toEqual([]);
  const added = written
    .filter((path) => existsSync(join(root, path)))
    .map((path) => {
      const lines = (from: string): number => read(path, from).split('\n').length;
      return [path, lines(copy) - lines(root)];
    });
  expect(Object.fromEntries(added)).toEqual({
    'apps/site/src/pages/index.ts': 2,
    'libs/nouns/src/graphql/index.ts': 2,
    'libs/nouns/src/jobs/index.ts': 2,
    'package-lock.json': 8,
    'prisma/schema/event.prisma': 1,
  });
  expect(read('libs/nouns/src/jobs/index.ts')).toMatch(/nouns: [^=]* = \[[^\]]*\n  inquiriesNoun,\n\];/);
});

test('one noun after the other can be made', () => {
  makeNoun(copy, 'petition', now);
  const written = makeNoun(copy, 'motion', now);
  expect(written).toContain('prisma/migrations/20300102030406_motions_were_added/migration.sql');
  const lists = [
    'apps/site/src/pages/index.ts',
    'libs/nouns/src/jobs/index.ts',
    'libs/nouns/src/graphql/index.ts',
  ];
  for (const path of lists)
    expect([path, read(path).includes('petitions'), read(path).includes('motions')]).toEqual([
      path,
      true,
      true,
    ]);
  expect(() => makeNoun(copy, 'petition', now)).toThrow('“petition” is taken');
});

test.each([
  ['Ballot', 'A noun is one English word'],
  ['ballot-box', 'A noun is one English word'],
  ['../ballot', 'A noun is one English word'],
  ['ab', 'A noun is one English word'],
  ['', 'A noun is one English word'],
  ['event', 'there is a library of that name'],
  ['question', 'there is a library of that name'],
  ['person', 'there is a type of that name'],
  ['room', 'there is a type of that name'],
  ['title', 'the code of every noun uses that word'],
  ['class', 'JavaScript has that word'],
  ['switch', 'JavaScript has that word'],
  ['finding', 'events have a field of that name'],
])('“%s” is refused, and nothing is written', (name, message) => {
  const files = (): string[] => readdirSync(copy, { recursive: true, encoding: 'utf8' }).toSorted();
  const before = files();
  expect(() => makeNoun(copy, name, now)).toThrow(message);
  expect(files()).toEqual(before);
});

test('the command says what is wrong in one line, and its status is 2', () => {
  const command = fileURLToPath(new URL('../dist/noun/main.js', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'Ballot'], { encoding: 'utf8' });
  expect([status, stdout, stderr]).toEqual([
    2,
    '',
    'A noun is one English word of 3 to 24 small letters, in the singular: ballot.\n',
  ]);
});
