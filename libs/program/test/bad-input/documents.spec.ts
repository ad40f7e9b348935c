import { answerTo, bytesOf } from './scene.js';

const anyKind =
  'one of "OPENING"|"CEREMONY"|"KEYNOTE"|"PRESENTATION"|"PANEL"|"DISCUSSION"|"WORKING_GROUP"|"BREAK"|"CLOSING"|"SOCIAL"|"VISIT"|"OTHER"';

const long = (length: number): string => 'x'.repeat(length);

const person = { key: 'new-person', familyName: { en: 'New' }, nameOrder: 'GIVEN_FIRST' };
const session = {
  key: 'panel',
  kind: 'PANEL',
  title: { en: 'Panel' },
  startsAt: '2026-03-28T13:00:00+01:00',
  endsAt: '2026-03-28T14:00:00+01:00',
};
const part = { person: 'smith', role: 'SPEAKER' };

/** An otherwise good file of our own format, with these parts in the place of its own. */
function json(parts: object): Uint8Array {
  return bytesOf(JSON.stringify({ format: 'plenary-event/1', ...parts }));
}

const withSession = (parts: object): object => ({ sessions: [{ ...session, ...parts }] });

const ours: [what: string, parts: object, ...said: string[]][] = [
  ['another format', { format: 'plenary-event/2' }, 'format: must be "plenary-event/1"'],
  ['an unknown part', { rows: [] }, '(whole input): Unrecognized key: "rows"'],
  ['sessions that are no list', { sessions: {} }, 'sessions: Invalid input: expected array, received object'],
  [
    'a session that is a text',
    { sessions: ['panel'] },
    'sessions[0]: Invalid input: expected object, received string',
  ],
  [
    'an unknown key of a session',
    withSession({ state: 'RELEASED' }),
    'sessions[0]: Unrecognized key: "state"',
  ],
  [
    'an id from outside',
    withSession({ id: '0192f000-0000-7000-8000-000000000001' }),
    'sessions[0]: Unrecognized key: "id"',
  ],
  ['an event from outside', withSession({ eventId: 'other' }), 'sessions[0]: Unrecognized key: "eventId"'],
  ['a version from outside', withSession({ version: 7 }), 'sessions[0]: Unrecognized key: "version"'],
  [
    'a title that is a text',
    withSession({ title: 'Panel' }),
    'sessions[0].title: Invalid input: expected record, received string',
  ],
  [
    'a title in no language',
    withSession({ title: {} }),
    'sessions[0].title: must have a text in at least one language',
  ],
  [
    'a title in a language that is none',
    withSession({ title: { English: 'Panel' } }),
    'sessions[0].title.English: Invalid key in record',
  ],
  [
    'a title with half a character',
    withSession({ title: { en: 'a\ud83d' } }),
    'sessions[0].title.en: must not hold half a character',
  ],
  [
    'a title with the other half',
    withSession({ title: { en: '\ude00a' } }),
    'sessions[0].title.en: must not hold half a character',
  ],
  [
    'notes with half a character',
    withSession({ notes: '\ud800' }),
    'sessions[0].notes: must not hold half a character',
  ],
  [
    'a title that is null',
    withSession({ title: null }),
    'sessions[0].title: Invalid input: expected record, received null',
  ],
  [
    'a kind in lower case',
    withSession({ kind: 'panel' }),
    `sessions[0].kind: Invalid option: expected ${anyKind}`,
  ],
  [
    'a kind that is a number',
    withSession({ kind: 1 }),
    `sessions[0].kind: Invalid option: expected ${anyKind}`,
  ],
  [
    'a start without an offset',
    withSession({ startsAt: '2026-03-28T13:00:00' }),
    'sessions[0].startsAt: must be an instant with an offset, such as 2026-11-24T09:00:00+09:00',
    'sessions[0].endsAt: must be after startsAt',
  ],
  [
    'a start that is a number',
    withSession({ startsAt: 1_774_699_200_000 }),
    'sessions[0].startsAt: must be an instant with an offset, such as 2026-11-24T09:00:00+09:00',
  ],
  [
    'a start that never was',
    withSession({ startsAt: '2026-02-30T10:00:00Z' }),
    'sessions[0].startsAt: must be an instant with an offset, such as 2026-11-24T09:00:00+09:00',
    'sessions[0].endsAt: must be after startsAt',
  ],
  [
    'an end before the start',
    withSession({ endsAt: '2026-03-28T12:00:00+01:00' }),
    'sessions[0].endsAt: must be after startsAt',
  ],
  [
    'an end at the same instant in another zone',
    withSession({ endsAt: '2026-03-28T12:00:00Z' }),
    'sessions[0].endsAt: must be after startsAt',
  ],
  [
    'an end alone',
    withSession({ startsAt: undefined }),
    'sessions[0].endsAt: must stand together with startsAt, or neither',
  ],
  [
    'a real end alone',
    withSession({ actualEndsAt: '2026-03-28T14:00:00Z' }),
    'sessions[0].actualEndsAt: must be after actualStartsAt',
  ],
  [
    'a capacity as text',
    withSession({ capacity: '100' }),
    'sessions[0].capacity: Invalid input: expected number, received string',
  ],
  [
    'a capacity past all numbers',
    withSession({ capacity: 1e300 }),
    'sessions[0].capacity: Too big: expected int to be <=9007199254740991',
    'sessions[0].capacity: must not be more than 100,000',
  ],
  ['an unknown room', withSession({ room: 'cellar' }), 'sessions[0].room: names no room: cellar'],
  [
    'a room of the draft that the file has not',
    withSession({ room: 'hall' }),
    'sessions[0].room: names no room: hall',
  ],
  ['an unknown track', withSession({ track: 'none' }), 'sessions[0].track: names no track: none'],
  [
    'an unknown person',
    withSession({ appearances: [{ ...part, person: 'nobody' }] }),
    'sessions[0].appearances[0].person: names no person: nobody',
  ],
  [
    'a person by name',
    withSession({ appearances: [{ ...part, person: 'Alex Smith' }] }),
    'sessions[0].appearances[0].person: must be lower-case letters, digits and single hyphens',
  ],
  [
    '101 parts',
    withSession({ appearances: Array.from({ length: 101 }, () => part) }),
    'sessions[0].appearances: Too big: expected array to have <=100 items',
  ],
  [
    'consent in words',
    withSession({ appearances: [{ ...part, mayRecord: 'yes' }] }),
    'sessions[0].appearances[0].mayRecord: Invalid input: expected boolean, received string',
  ],
  [
    'an item of 0 minutes',
    withSession({ items: [{ title: { en: 'T' }, minutes: 0 }] }),
    'sessions[0].items[0].minutes: must be at least 1',
  ],
  [
    'an item with an id',
    withSession({ items: [{ id: 'x', title: { en: 'T' }, minutes: 5 }] }),
    'sessions[0].items[0]: Unrecognized key: "id"',
  ],
  [
    'an item of nobody',
    withSession({
      items: [{ title: { en: 'T' }, minutes: 5, appearances: [{ ...part, person: 'nobody' }] }],
    }),
    'sessions[0].items[0].appearances[0].person: names no person: nobody',
  ],
  [
    'a cue far away',
    withSession({ cues: [{ minute: 1_441, text: 'x' }] }),
    'sessions[0].cues[0].minute: Too big: expected number to be <=1440',
  ],
  [
    'a cue without words',
    withSession({ cues: [{ text: ' ' }] }),
    'sessions[0].cues[0].text: must not be empty',
  ],
  [
    'a join link of a channel that is none',
    withSession({ joinLinks: { __proto__x: 'https://a.example' } }),
    'sessions[0].joinLinks.__proto__x: Invalid key in record',
  ],
  ['a session twice', { sessions: [session, session] }, 'sessions[1].key: stands twice: panel'],
  [
    'a room twice',
    {
      rooms: [
        { key: 'a', name: { en: 'A' } },
        { key: 'a', name: { en: 'B' } },
      ],
    },
    'rooms[1].key: stands twice: a',
  ],
  [
    'a track twice',
    {
      tracks: [
        { key: 'a', name: { en: 'A' } },
        { key: 'a', name: { en: 'B' } },
      ],
    },
    'tracks[1].key: stands twice: a',
  ],
  [
    'a room without a name',
    { rooms: [{ key: 'a' }] },
    'rooms[0].name: Invalid input: expected record, received undefined',
  ],
  [
    'a room with windows that overlap',
    {
      rooms: [
        {
          key: 'a',
          name: { en: 'A' },
          windows: [
            { startsAt: '2026-03-28T08:00:00Z', endsAt: '2026-03-28T10:00:00Z' },
            { startsAt: '2026-03-28T09:00:00Z', endsAt: '2026-03-28T11:00:00Z' },
          ],
        },
      ],
    },
    'rooms[0].windows: must not overlap',
  ],
  [
    'a room with a window that ends before it begins',
    {
      rooms: [
        {
          key: 'a',
          name: { en: 'A' },
          windows: [{ startsAt: '2026-03-28T10:00:00Z', endsAt: '2026-03-28T09:00:00Z' }],
        },
      ],
    },
    'rooms[0].windows[0].endsAt: must be after startsAt',
  ],
  [
    '501 rooms',
    { rooms: Array.from({ length: 501 }, (_v, n) => ({ key: `r-${String(n)}`, name: { en: 'R' } })) },
    'rooms: Too big: expected array to have <=500 items',
  ],
  [
    'a group with an unknown member',
    { tracks: [{ key: 'a', name: { en: 'A' }, members: [{ person: 'nobody' }] }] },
    'tracks[0].members[0].person: names no person: nobody',
  ],
  [
    'a report noted nowhere',
    { tracks: [{ key: 'a', name: { en: 'A' }, notedIn: 'never' }] },
    'tracks[0].notedIn: names no session: never',
  ],
  [
    'availability of nobody',
    { availability: [{ person: 'nobody', windows: [] }] },
    'availability[0].person: names no person: nobody',
  ],
  [
    'a person without a name',
    { people: [{ key: 'x', nameOrder: 'GIVEN_FIRST' }] },
    'people[0].familyName: Invalid input: expected record, received undefined',
  ],
  [
    'a person with a mail address of two',
    { people: [{ ...person, email: 'a@example.org, b@example.org' }] },
    'people[0].email: must be a mail address',
  ],
  [
    'a person with a mail address of two lines',
    { people: [{ ...person, email: 'a@example.org\r\nBcc: b@example.org' }] },
    'people[0].email: must be a mail address',
  ],
  [
    'a person with an unknown key',
    { people: [{ ...person, role: 'ADMIN' }] },
    'people[0]: Unrecognized key: "role"',
  ],
  [
    'a person of no country',
    { people: [{ ...person, country: 'Japan' }] },
    'people[0].country: must be a country code of two capitals (ISO 3166-1)',
  ],
  [
    'a person with a name too long',
    { people: [{ ...person, familyName: { en: long(101) } }] },
    'people[0].familyName.en: must not be longer than 100 characters',
  ],
  [
    '10,001 sessions',
    { sessions: Array.from({ length: 10_001 }, (_v, n) => ({ ...session, key: `s-${String(n)}` })) },
    'sessions: Too big: expected array to have <=10000 items',
  ],
];

test.each(ours)('our JSON with %s', (_what, parts, ...said) => {
  expect(answerTo(json(parts))).toEqual(said);
});

test.each<[string, string, ...string[]]>([
  [
    'a list',
    '[]',
    'columns.[]: is no column of a program',
    'columns.key: is missing',
    'columns.kind: is missing',
  ],
  ['an object of nothing', '{}', 'format: must be "plenary-event/1"'],
  ['JSON that is cut', '{"format": "plenary-event/1", "sessions": [', 'lines.1.column 44: is not JSON.'],
  ['JSON with a comment', '{"format": "plenary-event/1"} // done', 'lines.1.column 31: is not JSON.'],
  [
    'JSON with a key of every object',
    '{"format": "plenary-event/1", "__proto__": {"sessions": 1}}',
    'lines.1.__proto__: is no name: "__proto__" can\'t be kept',
  ],
  [
    'JSON as deep as a well',
    `{"format":"plenary-event/1","sessions":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
    'file: The file is nested too deeply.',
  ],
])('%s', (_what, text, ...said) => {
  expect(answerTo(bytesOf(text))).toEqual(said);
});

const xml = `<?xml version="1.0"?>
<schedule>
<conference><title>T</title><acronym>test</acronym></conference>
<day index="1" date="2026-03-28" start="2026-03-28T00:00:00+01:00" end="2026-03-28T23:59:00+01:00">
<room name="Hall"><event id="57" guid="0192f000-0000-7000-8000-000000000999">
<title>Talk</title><type>talk</type><date>2026-03-28T13:00:00+01:00</date><duration>00:30</duration>
<persons><person>New Person</person></persons>
</event></room>
</day>
</schedule>`;

/** The schedule with one text in the place of another. */
const xmls: [what: string, from: string, to: string, ...said: string[]][] = [
  ['another root', '<schedule>', '<program>', 'lines.10: is not well-formed XML: unexpected close tag.'],
  [
    'an entity',
    '<?xml version="1.0"?>',
    '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x "y">]>',
    'lines.1: has a document type (<!DOCTYPE>), which is not read.',
  ],
  [
    'a bomb of entities',
    '<?xml version="1.0"?>',
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
    'lines.1: has a document type (<!DOCTYPE>), which is not read.',
  ],
  [
    'an entity from outside',
    '<?xml version="1.0"?>',
    '<!DOCTYPE s SYSTEM "file:///etc/passwd">',
    'lines.1: has a document type (<!DOCTYPE>), which is not read.',
  ],
  [
    'an entity that is none',
    '<title>Talk',
    '<title>&talk;',
    'lines.6: is not well-formed XML: undefined entity.',
  ],
  ['an element that is not closed', '</room>', '', 'lines.9: is not well-formed XML: unexpected close tag.'],
  [
    'no conference',
    '<conference><title>T</title><acronym>test</acronym></conference>',
    '',
    'lines.2: has no <conference>.',
  ],
  ['an event without a title', '<title>Talk</title>', '', 'lines.5.event: must have a <title>'],
  [
    'an event with a title of spaces',
    '<title>Talk</title>',
    '<title> </title>',
    'lines.5.event: must have a <title>',
  ],
  ['a title that is too long', 'Talk', long(201), 'events.57.title: must not be longer than 200 characters'],
  [
    'a title with a control character',
    'Talk',
    'A&#x85;B',
    'events.57.title: must be one line without control characters',
  ],
  ['a title with a zero', 'Talk', 'A&#0;B', 'lines.6: is not well-formed XML: malformed character entity.'],
  [
    'a start without an offset',
    '13:00:00+01:00',
    '13:00:00',
    'lines.6.event date: must be a time with its offset, such as 2026-11-24T09:00:00+09:00, not "2026-03-28T13:00:00"',
  ],
  [
    'a start that never was',
    '<date>2026-03-28',
    '<date>2026-02-30',
    'lines.6.event date: must be a time with its offset, such as 2026-11-24T09:00:00+09:00, not "2026-02-30T13:00:00+01:00"',
  ],
  [
    'a duration in words',
    '00:30',
    'half an hour',
    'lines.6.event duration: must be hh:mm, not "half an hour"',
  ],
  ['a duration of 0 minutes', '00:30', '00:00', 'events.57.duration: must be after startsAt'],
  ['a duration below 0', '00:30', '-00:30', 'lines.6.event duration: must be hh:mm, not "-00:30"'],
  [
    'a duration of more than a year',
    '00:30',
    '9999:00',
    'lines.6.event duration: must be hh:mm, not "9999:00"',
  ],
  [
    'a guid that is none',
    '0192f000-0000-7000-8000-000000000999',
    'abc',
    'lines.5.event: must have a UUID as its guid, not "abc"',
  ],
  ['an id that is none', 'id="57"', 'id="x"', 'lines.5.event: must have a whole number from 1 as its id'],
  ['an id of 0', 'id="57"', 'id="0"', 'lines.5.event: must have a whole number from 1 as its id'],
  [
    'an id of a script',
    'id="57"',
    'id="&lt;script&gt;"',
    'lines.5.event: must have a whole number from 1 as its id',
  ],
  ['a room without a name', 'name="Hall"', 'name=""', 'lines.5.room: must have a name'],
  [
    'a room of two',
    'name="Hall"',
    'name="Twin"',
    'events.57.room: is the name of several, so use a key: Twin',
  ],
  [
    'a room name that is too long',
    'name="Hall"',
    `name="${long(101)}"`,
    'events.57.room: names a new room, whose name must not be longer than 100 characters',
  ],
  [
    'a track that is too long',
    '<persons>',
    `<track>${long(101)}</track><persons>`,
    'events.57.track: names a new track, whose name must not be longer than 100 characters',
  ],
  [
    'a person of two',
    'New Person',
    'Alex Smith',
    'events.57.persons: is the name of several, so use a key: Alex Smith',
  ],
  [
    'a person whose name is too long',
    'New Person',
    `A ${long(100)}`,
    'events.57.persons: names a new person, whose name must not be longer than 100 characters',
  ],
  [
    'an abstract that is too long',
    '<persons>',
    `<abstract>${long(5_001)}</abstract><persons>`,
    'events.57.abstract: must not be longer than 5000 characters',
  ],
  [
    'an abstract with a control character',
    '<persons>',
    '<abstract>a&#x7f;b</abstract><persons>',
    'events.57.abstract: must not hold control characters',
  ],
  [
    'a day that never was',
    'date="2026-03-28"',
    'date="2026-13-28"',
    'lines.4.day: must have a date such as 2026-11-24, not "2026-13-28"',
  ],
  ['an index of 0', 'index="1"', 'index="0"', 'lines.4.day: must have a whole number from 1 as its index'],
  [
    'an event twice',
    '</event>',
    '</event><event id="57" guid="0192f000-0000-7000-8000-000000000999"><title>B</title><date>2026-03-28T14:00:00+01:00</date><duration>00:30</duration></event>',
    'lines.8.event: must not have its id 57, which line 5 has',
    'lines.8.event: must not have its guid 0192f000-0000-7000-8000-000000000999, which line 5 has',
  ],
];

test.each(xmls)('schedule.xml with %s', (_what, from, to, ...said) => {
  expect(xml.includes(from)).toBe(true);
  expect(answerTo(bytesOf(xml.replace(from, to)))).toEqual(said);
});

const event = {
  id: 57,
  guid: '0192f000-0000-7000-8000-000000000999',
  title: 'Talk',
  type: 'talk',
  date: '2026-03-28T13:00:00+01:00',
  duration: '00:30',
  persons: [{ name: 'New Person' }],
};

const withEvents = (events: unknown): object => ({
  conference: {
    acronym: 'test',
    title: 'T',
    days: [
      {
        index: 1,
        date: '2026-03-28',
        day_start: '2026-03-28T00:00:00+01:00',
        day_end: '2026-03-28T23:59:00+01:00',
        rooms: { Hall: events },
      },
    ],
  },
});

test.each<[string, unknown, ...string[]]>([
  ['nothing in it', null, 'schedule: must be of type object'],
  ['no conference', {}, 'schedule.conference: is missing'],
  [
    'no days',
    { conference: { acronym: 'a', title: 'T', days: [] } },
    'schedule.conference.days: must have a day',
  ],
  [
    'events that are no list',
    withEvents({}),
    'schedule.conference.days[0].rooms.Hall: must be of type array',
  ],
  [
    'an event without a title',
    withEvents([{ ...event, title: undefined }]),
    'schedule.conference.days[0].rooms.Hall[0].title: is missing',
  ],
  [
    'an event without a start',
    withEvents([{ ...event, date: undefined }]),
    'schedule.conference.days[0].rooms.Hall[0].date: is missing',
  ],
  [
    'a start without an offset',
    withEvents([{ ...event, date: '2026-03-28T13:00:00' }]),
    'schedule.conference.days[0].rooms.Hall[0].date: must be a time with its offset, such as 2026-11-24T09:00:00+09:00',
  ],
  [
    'a duration that is a number',
    withEvents([{ ...event, duration: 30 }]),
    'schedule.conference.days[0].rooms.Hall[0].duration: must be of type string',
  ],
  [
    'a duration of 0 minutes',
    withEvents([{ ...event, duration: '00:00' }]),
    'events.57.duration: must be after startsAt',
  ],
  [
    'an id as text',
    withEvents([{ ...event, id: '57' }]),
    'schedule.conference.days[0].rooms.Hall[0].id: must be a whole number from 1',
  ],
  [
    'a guid that is none',
    withEvents([{ ...event, guid: 'x' }]),
    'schedule.conference.days[0].rooms.Hall[0].guid: must be a UUID',
  ],
  [
    'a title with half a character',
    withEvents([{ ...event, title: 'a\ud83d' }]),
    'events.57.title: must not hold half a character',
  ],
  [
    'a title with a control character',
    withEvents([{ ...event, title: 'a\u0001b' }]),
    'events.57.title: must be one line without control characters',
  ],
  [
    'a person of two',
    withEvents([{ ...event, persons: [{ name: 'Alex Smith' }] }]),
    'events.57.persons: is the name of several, so use a key: Alex Smith',
  ],
  [
    'an event twice',
    withEvents([event, event]),
    'schedule.conference.days[0].rooms.Hall[1]: must not have id 57, which another event has',
    'schedule.conference.days[0].rooms.Hall[1]: must not have guid 0192f000-0000-7000-8000-000000000999, which another event has',
  ],
])('schedule.json with %s', (_what, schedule, ...said) => {
  expect(answerTo(bytesOf(JSON.stringify({ schedule })), 'SCHEDULE_JSON')).toEqual(said);
});
