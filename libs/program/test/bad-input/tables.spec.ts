import { writeXlsx } from '@plenary/formats/tables';
import { answerTo, bytesOf } from './scene.js';

const headings = [
  'key',
  'kind',
  'title en',
  'title ja',
  'room',
  'track',
  'start',
  'end',
  'minutes',
  'people',
  'plenary',
  'visibility',
  'attribution',
  'languages',
  'interpretation',
  'join links',
  'takes questions',
  'capacity',
  'expected',
  'set-up',
  'equipment',
  'notes',
  'abstract en',
] as const;
type Heading = (typeof headings)[number];
type Cells = Partial<Record<Heading, string>>;

const good: Cells = {
  key: 'panel',
  kind: 'PANEL',
  'title en': 'Panel',
  start: '2026-03-28 13:00',
  end: '2026-03-28 14:00',
};
const item: Cells = { key: 'panel', kind: 'ITEM', 'title en': 'Talk', minutes: '20' };

function csv(rows: readonly (readonly string[])[]): Uint8Array {
  return bytesOf(
    rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n'),
  );
}

function table(rows: readonly Cells[]): string[][] {
  return [[...headings], ...rows.map((row) => headings.map((heading) => row[heading] ?? ''))];
}

const anyKind =
  'one of "OPENING"|"CEREMONY"|"KEYNOTE"|"PRESENTATION"|"PANEL"|"DISCUSSION"|"WORKING_GROUP"|"BREAK"|"CLOSING"|"SOCIAL"|"VISIT"|"OTHER"';

const long = (length: number): string => 'x'.repeat(length);

/** One cell of an otherwise good row, and what is said of it: the place is row 2 and the column. */
const cells: [what: string, column: Heading, cell: string, ...said: string[]][] = [
  ['no key', 'key', '', 'rows.2.key: must not be empty'],
  ['a key of spaces', 'key', '   ', 'rows.2.key: must not be empty'],
  ['capitals in a key', 'key', 'Panel', 'rows.2.key: must be lower-case letters, digits and single hyphens'],
  [
    'an underscore in a key',
    'key',
    'the_panel',
    'rows.2.key: must be lower-case letters, digits and single hyphens',
  ],
  [
    'two hyphens in a key',
    'key',
    'the--panel',
    'rows.2.key: must be lower-case letters, digits and single hyphens',
  ],
  [
    'a key that ends with a hyphen',
    'key',
    'panel-',
    'rows.2.key: must be lower-case letters, digits and single hyphens',
  ],
  [
    'a path as a key',
    'key',
    '../../etc/passwd',
    'rows.2.key: must be lower-case letters, digits and single hyphens',
  ],
  ['a key in Japanese', 'key', '討論', 'rows.2.key: must be lower-case letters, digits and single hyphens'],
  ['a key of 61 letters', 'key', long(61), 'rows.2.key: must not be longer than 60 characters'],
  [
    'a key with a zero-width space',
    'key',
    'pa\u200bnel',
    'rows.2.key: must be lower-case letters, digits and single hyphens',
  ],
  ['no kind', 'kind', '', `rows.2.kind: Invalid option: expected ${anyKind}`],
  ['an unknown kind', 'kind', 'TALKS', `rows.2.kind: Invalid option: expected ${anyKind}`],
  [
    'a kind of a JavaScript property',
    'kind',
    '__proto__',
    `rows.2.kind: Invalid option: expected ${anyKind}`,
  ],
  ['a kind in Japanese', 'kind', '基調講演', `rows.2.kind: Invalid option: expected ${anyKind}`],
  ['no title', 'title en', '', 'rows.2.title en: must have a text in at least one language'],
  ['a title of spaces', 'title en', ' \u3000 ', 'rows.2.title en: must have a text in at least one language'],
  [
    'a title of 201 letters',
    'title en',
    long(201),
    'rows.2.title en: must not be longer than 200 characters',
  ],
  [
    'a title of 201 astral letters',
    'title en',
    '𠮷'.repeat(201),
    'rows.2.title en: must not be longer than 200 characters',
  ],
  [
    'a title over two lines',
    'title en',
    'One\nTwo',
    'rows.2.title en: must be one line without control characters',
  ],
  [
    'a title with a tab',
    'title en',
    'One\tTwo',
    'rows.2.title en: must be one line without control characters',
  ],
  [
    'a title with a bell',
    'title en',
    'One\u0007',
    'rows.2.title en: must be one line without control characters',
  ],
  [
    'a title with an escape',
    'title en',
    '\u001b[31mRed',
    'rows.2.title en: must be one line without control characters',
  ],
  [
    'a title with a next line',
    'title en',
    'One\u0085Two',
    'rows.2.title en: must be one line without control characters',
  ],
  [
    'a title with a line separator',
    'title en',
    'One\u2028Two',
    'rows.2.title en: must be one line without control characters',
  ],
  [
    'a title with a delete',
    'title en',
    'One\u007f',
    'rows.2.title en: must be one line without control characters',
  ],
  ['a title of direction marks alone', 'title en', '\u202e\u2066', 'rows.2.title en: must not be empty'],
  [
    'a second title that is too long',
    'title ja',
    '長'.repeat(201),
    'rows.2.title ja: must not be longer than 200 characters',
  ],
  ['a room of two names', 'room', 'Twin', 'rows.2.room: is the name of several, so use a key: Twin'],
  [
    'a room name of 101 letters',
    'room',
    long(101),
    'rows.2.room: names a new room, whose name must not be longer than 100 characters',
  ],
  [
    'a room over two lines',
    'room',
    'A\nB',
    'rows.2.room: names a new room, whose name must be one line without control characters',
  ],
  [
    'a room of direction marks alone',
    'room',
    '\u202e',
    'rows.2.room: names a new room, whose name must not be empty',
  ],
  [
    'a track name of 101 letters',
    'track',
    long(101),
    'rows.2.track: names a new track, whose name must not be longer than 100 characters',
  ],
  [
    'a track with a control character',
    'track',
    'Peace\u0001',
    'rows.2.track: names a new track, whose name must be one line without control characters',
  ],
  [
    'a start in words',
    'start',
    'tomorrow',
    'rows.2.start: must be a date and a time such as 2026-11-24 09:00',
  ],
  [
    'a start without a date',
    'start',
    '10:00',
    'rows.2.start: must be a date and a time such as 2026-11-24 09:00',
  ],
  [
    'a start without a time',
    'start',
    '2026-03-28',
    'rows.2.start: must be a date and a time such as 2026-11-24 09:00',
  ],
  ['a start that never was', 'start', '2026-02-30 10:00', 'rows.2.start: is a date that does not exist'],
  [
    'a start in a thirteenth month',
    'start',
    '2026-13-01 10:00',
    'rows.2.start: is a date that does not exist',
  ],
  ['a start at 25 hours', 'start', '2026-03-28 25:00', 'rows.2.start: is a time of day that does not exist'],
  ['a start at minute 60', 'start', '2026-03-28 10:60', 'rows.2.start: is a time of day that does not exist'],
  [
    'a start at second 60',
    'start',
    '2026-03-28 10:00:60',
    'rows.2.start: is a time of day that does not exist',
  ],
  [
    'a start in American order',
    'start',
    '03/28/2026 10:00',
    'rows.2.start: must be a date and a time such as 2026-11-24 09:00',
  ],
  [
    'a start in German',
    'start',
    '28.03.2026 10:00',
    'rows.2.start: must be a date and a time such as 2026-11-24 09:00',
  ],
  [
    'a start as Excel counts',
    'start',
    '46109.5',
    'rows.2.start: must be a date and a time such as 2026-11-24 09:00',
  ],
  [
    'a start with the name of a zone',
    'start',
    '2026-03-28 10:00 JST',
    'rows.2.start: must be a date and a time such as 2026-11-24 09:00',
  ],
  [
    'a start with an offset that no zone has',
    'start',
    '2026-03-28T10:00+25:00',
    'rows.2.start: has an offset that no zone has',
  ],
  [
    'a start when clocks are put forward',
    'start',
    '2026-03-29 02:30',
    'rows.2.start: does not exist in Europe/Berlin: clocks are put forward over it',
  ],
  [
    'a start when clocks are put back',
    'start',
    '2026-10-25 02:30',
    'rows.2.start: exists twice in Europe/Berlin: write 2026-10-25T02:30+02:00 or 2026-10-25T02:30+01:00',
  ],
  ['a start after the end', 'start', '2026-03-28 15:00', 'rows.2.end: must be after startsAt'],
  [
    'a start in a zone by which it is after the end',
    'start',
    '2026-03-28T13:00-09:00',
    'rows.2.end: must be after startsAt',
  ],
  ['a start alone', 'end', '', 'rows.2.end: must stand together with startsAt, or neither'],
  ['an end alone', 'start', '', 'rows.2.end: must stand together with startsAt, or neither'],
  ['an end at the start: 0 minutes', 'end', '2026-03-28 13:00', 'rows.2.end: must be after startsAt'],
  ['an end before the start', 'end', '2026-03-28 12:59', 'rows.2.end: must be after startsAt'],
  ['an end over midnight without its date', 'end', '00:30', 'rows.2.end: must be after startsAt'],
  [
    'an end when clocks are put forward',
    'end',
    '2026-03-29 02:00',
    'rows.2.end: does not exist in Europe/Berlin: clocks are put forward over it',
  ],
  ['an end that is no time', 'end', '14h', 'rows.2.end: must be a date and a time such as 2026-11-24 09:00'],
  [
    'an end of 61 minutes past',
    'end',
    '13:61',
    'rows.2.end: must be a date and a time such as 2026-11-24 09:00',
  ],
  ['minutes in the row of a session', 'minutes', '60', 'rows.2.minutes: stands only in the row of an ITEM'],
  [
    'people without a role',
    'people',
    'Alex Smith',
    'rows.2.people: must be ROLE: NAME, such as SPEAKER: Alex Smith, not "Alex Smith"',
  ],
  [
    'a role without people',
    'people',
    'SPEAKER:',
    'rows.2.people: must be ROLE: NAME, such as SPEAKER: Alex Smith, not "SPEAKER:"',
  ],
  [
    'an unknown role',
    'people',
    'BOSS: smith',
    'rows.2.people: Invalid option: expected one of "CHAIR"|"MODERATOR"|"KEYNOTE"|"SPEAKER"|"PANELIST"|"DISCUSSANT"|"RAPPORTEUR"|"INTERPRETER"',
  ],
  ['an unknown key', 'people', 'SPEAKER: nobody', 'rows.2.people: names no person: nobody'],
  [
    'a name of two people',
    'people',
    'SPEAKER: Alex Smith',
    'rows.2.people: is the name of several, so use a key: Alex Smith',
  ],
  [
    'a new person of 101 letters',
    'people',
    `SPEAKER: A ${long(100)}`,
    'rows.2.people: names a new person, whose name must not be longer than 100 characters',
  ],
  [
    'a new person with a control character',
    'people',
    'SPEAKER: A B\u0001C',
    'rows.2.people: names a new person, whose name must be one line without control characters',
  ],
  [
    'languages that are none',
    'people',
    'INTERPRETER: smith [english]',
    'rows.2.people: must be a language code such as en or ja',
  ],
  ['two wrong parts', 'people', 'SPEAKER: nobody; BOSS: smith', 'rows.2.people: names no person: nobody'],
  ['neither yes nor no', 'plenary', 'perhaps', 'rows.2.plenary: must be yes or no, not "perhaps"'],
  ['a formula for yes', 'plenary', '=TRUE()', 'rows.2.plenary: must be yes or no, not "=TRUE()"'],
  [
    'questions neither taken nor not',
    'takes questions',
    '2',
    'rows.2.takes questions: must be yes or no, not "2"',
  ],
  [
    'an unknown visibility',
    'visibility',
    'SECRET',
    'rows.2.visibility: Invalid option: expected one of "PUBLIC"|"PARTICIPANTS"|"INTERNAL"',
  ],
  [
    'an unknown attribution',
    'attribution',
    'OFF_RECORD',
    'rows.2.attribution: Invalid option: expected one of "ON_RECORD"|"CHATHAM_HOUSE"|"CLOSED"',
  ],
  [
    'a language in words',
    'languages',
    'English',
    'rows.2.languages: must be a language code such as en or ja',
  ],
  [
    'eleven languages',
    'languages',
    'en ja fr de es pt it nl sv fi da',
    'rows.2.languages: Too big: expected array to have <=10 items',
  ],
  [
    'an interpretation that is no code',
    'interpretation',
    'en, e',
    'rows.2.interpretation: must be a language code such as en or ja',
  ],
  [
    'a join link without a channel',
    'join links',
    'https://example.org',
    'rows.2.join links: Invalid key in record',
  ],
  [
    'a join link that is not https',
    'join links',
    'floor: http://example.org',
    'rows.2.join links: must be an https:// address',
  ],
  [
    'a join link that is a script',
    'join links',
    'floor: javascript:alert(1)',
    'rows.2.join links: must be an https:// address',
  ],
  [
    'a join link that is no address',
    'join links',
    'floor: example',
    'rows.2.join links: must be an https:// address',
  ],
  [
    'a join link of an unknown channel',
    'join links',
    'stage: https://example.org',
    'rows.2.join links: Invalid key in record',
  ],
  [
    'a channel twice',
    'join links',
    'en: https://a.example\nen: https://b.example',
    'rows.2.join links: names en twice',
  ],
  [
    'a join link that is too long',
    'join links',
    `floor: https://example.org/${long(2_000)}`,
    'rows.2.join links: must not be longer than 2,000 characters',
  ],
  ['a capacity of 0', 'capacity', '0', 'rows.2.capacity: must be at least 1'],
  ['a capacity below 0', 'capacity', '-1', 'rows.2.capacity: must be a whole number, not "-1"'],
  ['a capacity with a fraction', 'capacity', '1.5', 'rows.2.capacity: must be a whole number, not "1.5"'],
  ['a capacity in words', 'capacity', 'many', 'rows.2.capacity: must be a whole number, not "many"'],
  ['a capacity with separators', 'capacity', '1,000', 'rows.2.capacity: must be a whole number, not "1,000"'],
  ['a capacity past the most', 'capacity', '100001', 'rows.2.capacity: must not be more than 100,000'],
  [
    'a capacity past all numbers',
    'capacity',
    '9'.repeat(400),
    'rows.2.capacity: must be a whole number, not "9999999999999999999999999999999999999999…"',
  ],
  ['a capacity in hexadecimal', 'capacity', '0x10', 'rows.2.capacity: must be a whole number, not "0x10"'],
  ['a capacity that is a formula', 'capacity', '=1+1', 'rows.2.capacity: must be a whole number, not "=1+1"'],
  [
    'an expectation past the most',
    'expected',
    '100001',
    'rows.2.expected: Too big: expected number to be <=100000',
  ],
  [
    'an expectation that is no number',
    'expected',
    '~50',
    'rows.2.expected: must be a whole number, not "~50"',
  ],
  ['a set-up of 51 letters', 'set-up', long(51), 'rows.2.set-up: must not be longer than 50 characters'],
  ['a set-up over two lines', 'set-up', 'a\nb', 'rows.2.set-up: must be one line without control characters'],
  [
    '51 things of equipment',
    'equipment',
    Array.from({ length: 51 }, (_v, n) => `thing ${String(n)}`).join('\n'),
    'rows.2.equipment: Too big: expected array to have <=50 items',
  ],
  [
    'a thing of 201 letters',
    'equipment',
    long(201),
    'rows.2.equipment: must not be longer than 200 characters',
  ],
  ['notes of 5,001 letters', 'notes', long(5_001), 'rows.2.notes: must not be longer than 5000 characters'],
  ['notes with a control character', 'notes', 'a\u0002', 'rows.2.notes: must not hold control characters'],
  [
    'an abstract of 5,001 letters',
    'abstract en',
    long(5_001),
    'rows.2.abstract en: must not be longer than 5000 characters',
  ],
  [
    'an abstract with a vertical tab',
    'abstract en',
    'a\u000bb',
    'rows.2.abstract en: must not hold control characters',
  ],
  [
    'a cell of more than Excel can hold',
    'notes',
    long(32_768),
    'rows.2.column V: has more than 32767 characters',
  ],
];

test.each(cells)('%s', (_what, column, cell, ...said) => {
  expect(answerTo(csv(table([{ ...good, [column]: cell }])))).toEqual(said);
});

/** Rows, and what is said of all of them. */
const rows: [what: string, rows: readonly Cells[], ...said: string[]][] = [
  ['a key twice', [good, { ...good, 'title en': 'Other' }], 'rows.3.key: stands twice: panel'],
  ['an item of no session', [item], 'rows.2.key: names no session above it'],
  [
    'an item of a session of the draft that the table has not',
    [{ ...item, key: 'keynote' }],
    'rows.2.key: names no session above it',
  ],
  ['an item above its session', [item, good], 'rows.2.key: names no session above it'],
  [
    'an item without minutes',
    [good, { ...item, minutes: '' }],
    'rows.3.minutes: must not be empty in the row of an item',
  ],
  ['an item of 0 minutes', [good, { ...item, minutes: '0' }], 'rows.3.minutes: must be at least 1'],
  [
    'an item of more than a day',
    [good, { ...item, minutes: '1441' }],
    'rows.3.minutes: must be at most 1,440',
  ],
  [
    'an item of half a minute',
    [good, { ...item, minutes: '0.5' }],
    'rows.3.minutes: must be a whole number, not "0.5"',
  ],
  [
    'an item of minutes below 0',
    [good, { ...item, minutes: '-20' }],
    'rows.3.minutes: must be a whole number, not "-20"',
  ],
  [
    'an item without a title',
    [good, { ...item, 'title en': '' }],
    'rows.3.title en: must have a text in at least one language',
  ],
  [
    'an item with a room',
    [good, { ...item, room: 'Hall' }],
    'rows.3.room: must be empty in the row of an item',
  ],
  [
    'an item with a start',
    [good, { ...item, start: '2026-03-28 13:00' }],
    'rows.3.start: must be empty in the row of an item',
  ],
  [
    'an item with a visibility',
    [good, { ...item, visibility: 'PUBLIC' }],
    'rows.3.visibility: must be empty in the row of an item',
  ],
  [
    'an item of nobody',
    [good, { ...item, people: 'SPEAKER: nobody' }],
    'rows.3.people: names no person: nobody',
  ],
  [
    '101 items',
    [good, ...Array.from({ length: 101 }, () => item)],
    'rows.2.items: Too big: expected array to have <=100 items',
  ],
  [
    'three faults in two rows',
    [
      { ...good, kind: 'X', capacity: 'a' },
      { ...good, key: 'B' },
    ],
    'rows.2.capacity: must be a whole number, not "a"',
    `rows.2.kind: Invalid option: expected ${anyKind}`,
    'rows.3.key: must be lower-case letters, digits and single hyphens',
  ],
];

test.each(rows)('%s', (_what, list, ...said) => {
  expect(answerTo(csv(table(list)))).toEqual(said);
});

/** Whole files as text. */
const files: [what: string, file: string, ...said: string[]][] = [
  ['nothing', '', 'file: The file is empty.'],
  ['spaces alone', ' \n \n', 'file: The file has no headings: all of it is blank.'],
  ['headings without a key', 'kind,title\nPANEL,x', 'columns.key: is missing'],
  ['headings without a kind', 'key,title\npanel,x', 'columns.kind: is missing'],
  [
    'no headings',
    'panel,PANEL,Panel',
    'columns.panel: is no column of a program',
    'columns.PANEL: stands twice',
    'columns.PANEL: is no column of a program',
    'columns.Panel: stands twice',
    'columns.Panel: is no column of a program',
    'columns.key: is missing',
    'columns.kind: is missing',
  ],
  ['a wrong column', 'key,kind,title,Titel\npanel,PANEL,x,y', 'columns.Titel: is no column of a program'],
  [
    'a column of a language that is none',
    'key,kind,title english\npanel,PANEL,x',
    'columns.title english: is no column of a program',
  ],
  [
    'a column of a JavaScript property',
    'key,kind,title,__proto__\npanel,PANEL,x,y',
    'columns.__proto__: is no column of a program',
  ],
  [
    'a column that is a formula',
    'key,kind,title,=1+1\npanel,PANEL,x,y',
    'columns.=1+1: is no column of a program',
  ],
  ['a column twice', 'key,kind,title,title\npanel,PANEL,x,y', 'rows.1.column D: repeats the heading "title"'],
  [
    'a column twice, once with capitals',
    'key,kind,title,Title en\npanel,PANEL,x,y',
    'columns.Title en: stands twice',
  ],
  [
    'a column past the last heading',
    'key,kind,title\npanel,PANEL,x,y',
    'rows.2.column D: stands under no heading',
  ],
  [
    '201 columns',
    `${Array.from({ length: 201 }, (_v, n) => `c${String(n)}`).join(',')}\n`,
    'rows.1: has more than 200 columns.',
  ],
  [
    'a heading of 201 letters',
    `key,kind,${long(201)}\n`,
    'rows.1.column C: has more than 200 characters, too many for a heading',
  ],
  [
    'a quotation mark that is never closed',
    'key,kind,title\npanel,PANEL,"x\n',
    'rows.2: opens a quotation mark that is never closed.',
  ],
  [
    'text after a quotation mark',
    'key,kind,title\npanel,PANEL,"x"y\n',
    'rows.2: has text after a closing quotation mark.',
  ],
  [
    'a zero byte',
    'key,kind,title\npanel,PANEL,x\u0000y\n',
    'rows.2: has a zero byte: the file is no CSV, or not in UTF-8.',
  ],
  [
    'items without the column minutes',
    'key,kind,title\npanel,PANEL,x\npanel,ITEM,y',
    'columns.minutes: is missing: there are items',
  ],
  [
    'a page of the web',
    '<!doctype html><title>x</title>',
    'lines.1: is not well-formed XML: incorrect syntax.',
  ],
  [
    'a sentence',
    'Please find the program attached.',
    'columns.Please find the program attached.: is no column of a program',
    'columns.key: is missing',
    'columns.kind: is missing',
  ],
  [
    '10,001 rows',
    `key,kind,title\n${Array.from({ length: 10_001 }, (_v, n) => `s-${String(n)},OTHER,x`).join('\n')}`,
    'rows.10002: is one too many: more than 10000 rows below the headings are not read.',
  ],
  [
    'a hundred problems and more',
    `key,kind,title\n${'A,OTHER,x\n'.repeat(150)}`,
    ...Array.from(
      { length: 100 },
      (_v, n) => `rows.${String(n + 2)}.key: must be lower-case letters, digits and single hyphens`,
    ),
  ],
];

test.each(files)('%s', (_what, file, ...said) => {
  expect(answerTo(bytesOf(file))).toEqual(said);
});

const xlsx = (list: readonly Cells[]): Promise<Uint8Array> => {
  const [columns = [], ...others] = table(list);
  return writeXlsx({ columns, rows: others.map((row) => ({ cells: row })) }, { name: 'Program' });
};

test.each<[string, () => Uint8Array | Promise<Uint8Array>, ...string[]]>([
  [
    'a workbook with a wrong start',
    () => xlsx([{ ...good, start: 'soon' }]),
    'rows.2.start: must be a date and a time such as 2026-11-24 09:00',
  ],
  [
    'a workbook that is cut',
    async () => (await xlsx([good])).subarray(0, 900),
    'file: The file is damaged: it can not be unpacked.',
  ],
  [
    'a ZIP of nothing',
    () => bytesOf('PK\u0005\u0006'.padEnd(22, '\u0000')),
    'file: The file is no Excel workbook (.xlsx).',
  ],
  [
    'an old Excel file',
    () => Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    'file: The file is encrypted or in the old format (.xls); save it as .xlsx without a password.',
  ],
  [
    'Latin letters in no known encoding',
    () => Buffer.from('key,kind,title\npanel,PANEL,Caf\u00e9\n', 'latin1'),
    'rows.2: has bytes that are not UTF-8, and the file is not clearly Japanese (Shift_JIS); save it as CSV in UTF-8.',
  ],
  [
    'half of UTF-16',
    () => Uint8Array.from([0xff, 0xfe, 0x6b]),
    'file: The file begins like UTF-16 and is not; save it as CSV in UTF-8.',
  ],
])('%s', async (_what, make, ...said) => {
  expect(answerTo(await make())).toEqual(said);
});
