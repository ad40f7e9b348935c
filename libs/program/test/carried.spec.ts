import { isDeepStrictEqual } from 'node:util';
import { findEvent } from '@plenary/event';
import type { EventCtx } from '@plenary/platform';
import {
  importProgramFile,
  programAsFile,
  programAsTable,
  programScheduleJson,
  programScheduleXml,
  publicRelease,
  releaseProgram,
} from '@plenary/program';
import {
  aPerson,
  anEvent,
  createTestBench,
  readDocsTable,
  type EventParts,
  type TestBench,
} from '@plenary/testing';

let bench: TestBench;

beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(() => bench.close());

type Program = Awaited<ReturnType<typeof programAsFile>>;
type Session = NonNullable<Program['sessions']>[number];

const event = { slug: 'carried', title: { en: 'Carried', ja: '運ぶ' }, notice: { en: 'Invented.' } };
const people = [aPerson('tanaka'), aPerson('smith'), aPerson('sato')];

/** Everything that a session can have, and nothing as it would be by itself. */
const whole: Session = {
  key: 'the-panel',
  kind: 'PANEL',
  plenary: true,
  visibility: 'PUBLIC',
  attribution: 'CHATHAM_HOUSE',
  title: { en: '=Panel; "A", B', ja: '討論' },
  abstract: { en: '-1 line\nand @another <b>', ja: '一行\n二行' },
  room: 'main',
  track: 'peace',
  startsAt: '2026-11-24T09:00:00+09:00',
  endsAt: '2026-11-24T10:30:00+09:00',
  actualStartsAt: '2026-11-24T09:02:00+09:00',
  actualEndsAt: '2026-11-24T10:34:00+09:00',
  languages: ['en', 'ja'],
  interpretation: ['ja', 'fr'],
  joinLinks: { floor: 'https://example.org/a?b=1;c', ja: 'https://example.org/ja' },
  takesQuestions: true,
  capacity: 120,
  expectedAttendance: 0,
  setUp: 'theatre',
  equipment: ['Two lecterns; one low', '+1 microphone'],
  notes: "'quoted\n=1+1",
  items: [
    {
      title: { en: 'First', ja: '第一' },
      minutes: 40,
      appearances: [{ person: 'smith', role: 'PANELIST', state: 'INVITED', mayQuote: true }],
    },
    { title: { en: '@Second' }, minutes: 50, appearances: [] },
  ],
  appearances: [
    { person: 'tanaka', role: 'MODERATOR', state: 'CONFIRMED', mayRecord: false },
    { person: 'sato', role: 'INTERPRETER', state: 'CONFIRMED', languages: ['en', 'ja'] },
  ],
  cues: [{ kind: 'NOTE', minute: -10, text: 'Doors', responsible: 'Hall' }],
};

const program: EventParts['program'] = {
  rooms: [{ key: 'main', name: { en: 'Hall A', ja: 'ホールA' }, capacity: 300, virtual: true }],
  tracks: [{ key: 'peace', name: { en: 'Peace', ja: '平和' }, kind: 'WORKING_GROUP' }],
  sessions: [
    whole,
    { key: 'dinner', kind: 'SOCIAL', visibility: 'PARTICIPANTS', title: { en: 'Dinner' } },
    { key: 'no-time', kind: 'OTHER', title: { en: 'Some day' } },
  ],
};

/** How each column of the documentation's table is written. */
const written: Readonly<Record<string, readonly ((ctx: EventCtx) => Promise<Buffer>)[]>> = {
  JSON: [
    async (ctx) => Buffer.from(JSON.stringify({ format: 'plenary-event/1', ...(await programAsFile(ctx)) })),
  ],
  'CSV, XLSX': [(ctx) => programAsTable(ctx, 'csv'), (ctx) => programAsTable(ctx, 'xlsx')],
  'schedule.xml, schedule.json': [programScheduleXml, programScheduleJson].map(
    (write) => async (ctx: EventCtx) => {
      const release = await publicRelease(bench.services, ctx.event, null);
      if (release === null) throw new Error('not released');
      return write(release, 'https://example.org').body;
    },
  ),
};

/** What the words of the table say of a value, on both sides. */
const carried: Readonly<Record<string, (value: unknown, program: Program) => unknown>> = {
  whole: (value) => value,
  'first language': (value) => (isObject(value) ? value['en'] : value),
  first: (value) => (Array.isArray(value) ? value.slice(0, 1) : value),
  name: (value, { rooms = [], tracks = [] }) =>
    [...rooms, ...tracks].find(({ key }) => key === value)?.name['en'],
  'public alone': (value) => value,
  'without consents': (value) =>
    JSON.parse(JSON.stringify(value), (key, one: unknown) => (key.startsWith('may') ? undefined : one)),
  names: (value, { sessions = [] }) => {
    const items = sessions
      .flatMap((session) => session.items ?? [])
      .flatMap((item) => item.appearances ?? []);
    const parts = [...(Array.isArray(value) ? value : []), ...items].filter(isObject);
    return parts
      .filter(({ role }) => role !== 'INTERPRETER')
      .map(({ person }) => person)
      .sort();
  },
};

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The table of the documentation: the word of each field and format. */
function documented(): { field: string; format: string; word: string }[] {
  const [head = [], ...body] = readDocsTable('formats.md', 'field');
  return body.flatMap(([field = '', ...words]) =>
    words.map((word, place) => ({ field, format: head[place + 1] ?? '', word })),
  );
}

function sessionOf({ sessions = [] }: Program, title: string): Record<string, unknown> {
  return { ...sessions.find((session) => session.title['en'] === title) };
}

test('each format carries exactly what the documentation says, into an event that has none of it', async () => {
  const source = await anEvent(bench.operator, { event, people, program });
  await releaseProgram(source, { waivers: [], waiveAll: 'a test' });
  const before = await programAsFile(source);
  const table = documented();
  expect(table.map(({ field }) => field).filter((_field, place) => place % 3 === 0)).toEqual(
    Object.keys(carriedFields()),
  );
  let number = 0;
  for (const [format, writers] of Object.entries(written)) {
    for (const write of writers) {
      number += 1;
      const empty = await anEvent(bench.operator, {
        event: { ...event, slug: `carried-${String(number)}` },
        people,
        program: {},
      });
      const options = { format: null, replace: false, dryRun: false };
      await importProgramFile(empty, await write(source), options);
      const after = await programAsFile(empty);
      const [was, is] = [before, after].map((file) => sessionOf(file, '=Panel; "A", B'));
      const found = table
        .filter((row) => row.format === format)
        .map(({ field, word }) => {
          const read = carried[word] ?? ((value: unknown) => value);
          const same = isDeepStrictEqual(read(was?.[field], before), read(is?.[field], after));
          return [field, word, same];
        });
      expect(found).toHaveLength(Object.keys(whole).length);
      expect([format, found]).toEqual([format, found.map(([field, word]) => [field, word, word !== '–'])]);
      expect([format, (after.sessions ?? []).length]).toEqual([
        format,
        format.startsWith('schedule') ? 1 : 3,
      ]);
    }
  }
});

/** In the order of the documentation. */
function carriedFields(): Partial<Session> {
  const { key, kind, title, abstract, room, track, startsAt, endsAt, actualStartsAt, actualEndsAt, ...rest } =
    whole;
  const { plenary, visibility, attribution, ...others } = rest;
  const start = { key, kind, title, abstract, room, track, startsAt, endsAt, actualStartsAt, actualEndsAt };
  return { ...start, plenary, visibility, attribution, ...others };
}

test('what an event has written changes nothing where it came from', async () => {
  const ctx = await anEvent(bench.operator, { event: { ...event, slug: 'same' }, people, program });
  await releaseProgram(ctx, { waivers: [], waiveAll: 'a test' });
  const before = await programAsFile(ctx);
  for (const write of Object.values(written).flat()) {
    const bytes = await write(ctx);
    for (const dryRun of [true, false]) {
      const report = await importProgramFile(ctx, bytes, { format: null, replace: false, dryRun });
      expect([report.edit, report.people, report.changes.sessions]).toEqual([null, [], []]);
      expect([report.changes, report.findings]).toEqual([
        { rooms: [], tracks: [], availability: [], limits: [], sessions: [] },
        { come: [], gone: [] },
      ]);
    }
  }
  expect(await programAsFile(ctx)).toEqual(before);
  expect(await ctx.db.programEdit.count({ where: { eventId: ctx.event.id } })).toBe(1);
  expect((await findEvent(ctx, ctx.event.id))?.notice).toEqual({ en: 'Invented.' });
});
