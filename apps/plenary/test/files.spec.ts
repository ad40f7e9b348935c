import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestBench } from '@plenary/testing';
import {
  findFindings,
  programCalendar,
  publicRelease,
  programScheduleXml,
  releaseProgram,
} from '@plenary/program';
import { enterEvent } from '@plenary/platform';
import addFormats from 'ajv-formats';
import Ajv2020 from 'ajv/dist/2020.js';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { conferenceFile } from '../src/demo/conference.js';
import { eventFile, exportEvent, importEvent } from '@plenary/nouns/files';
import { importFile } from '../src/import/import-file.js';
import { root } from './kit.js';

const conference = () => conferenceFile(new Date('2026-12-08T03:04:05.678Z'));

const readJson = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));

function validator(name: string) {
  const ajv = new Ajv2020.default({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(asSchema(readJson(`docs/schemas/${name}`)));
}

function asSchema(schema: unknown): object {
  if (typeof schema !== 'object' || schema === null) throw new Error('no schema');
  return schema;
}

test('the published schema takes the example and the demonstration, and refuses what the program refuses', () => {
  const validate = validator('plenary-event-1.json');
  for (const file of [
    readJson('apps/plenary/examples/symposium-2023.json'),
    readJson('apps/plenary/src/demo/ipss-2023.json'),
    conference(),
  ]) {
    expect([validate(file), validate.errors]).toEqual([true, null]);
    expect(eventFile.safeParse(file).success).toBe(true);
  }
  const broken = [{}, { ...conference(), extra: 1 }, { ...conference(), people: [{ key: 'A B' }] }];
  for (const file of broken) {
    expect([validate(file), eventFile.safeParse(file).success]).toEqual([false, false]);
  }
});

test('the example has the facts and no sentence of a question', () => {
  const example = eventFile.parse(readJson('apps/plenary/examples/symposium-2023.json'));
  expect([example.sessions.length, example.people.length, example.questions.length]).toEqual([8, 7, 9]);
  expect(example.questions.every(({ text }) => text === undefined)).toBe(true);
});

test('the conference is always the same for an instant: 300 people of 60 countries, five days around it, and nothing in the way of its release but what is not interpreted', async () => {
  const file = conference();
  expect(conference()).toEqual(file);
  const people = file.people ?? [];
  expect([people.length, new Set(people.map(({ country }) => country)).size]).toEqual([300, 60]);
  expect(new Set(people.map(({ key }) => key)).size).toBe(300);
  expect(people.filter(({ givenName }) => givenName === undefined).length).toBe(4);
  const days = (file.sessions ?? []).map(({ startsAt }) => startsAt?.slice(0, 10));
  expect([...new Set(days)]).toEqual(['2026-12-07', '2026-12-08', '2026-12-09', '2026-12-10', '2026-12-11']);
  const bench = await createTestBench();
  const event = await importEvent(bench.operator, file);
  const findings = await findFindings(enterEvent(bench.operator, event));
  expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['no-interpretation']));
  await bench.close();
});

test('the second day of the conference is today in Tokyo', () => {
  const { event } = conferenceFile(new Date('2027-03-01T15:00:00Z'));
  expect([event.startsOn, event.endsOn]).toEqual(['2027-03-01', '2027-03-05']);
});

test('300 are registered for the conference in every state, and quotas hold them', async () => {
  const bench = await createTestBench();
  const event = await importEvent(bench.operator, conference());
  const { db } = enterEvent(bench.operator, event);
  const states = await db.registration.groupBy({ by: ['state'], _count: true, orderBy: { state: 'asc' } });
  expect(states.map(({ state, _count }) => [state, _count])).toEqual([
    ['SUBMITTED', 4],
    ['CONFIRMED', 275],
    ['WAITLISTED', 7],
    ['OFFERED', 1],
    ['DECLINED', 2],
    ['CANCELLED', 11],
  ]);
  const observers = await db.quota.findFirstOrThrow({
    where: { category: { key: 'observer' }, mode: 'ON_SITE' },
  });
  expect(observers).toMatchObject({ places: 20, held: 20, waiting: 7 });
  const guests = await db.registration.findMany({
    where: { address: { in: ['delegate@demo.invalid', 'online@demo.invalid', 'waiting@demo.invalid'] } },
    select: { address: true, mode: true, state: true },
    orderBy: { address: 'asc' },
  });
  expect(guests).toEqual([
    { address: 'delegate@demo.invalid', mode: 'ON_SITE', state: 'CONFIRMED' },
    { address: 'online@demo.invalid', mode: 'ONLINE', state: 'CONFIRMED' },
    { address: 'waiting@demo.invalid', mode: 'ON_SITE', state: 'WAITLISTED' },
  ]);
  await bench.close();
});

test('an event that exists takes people and program of a whole file, and nobody who is only registered', async () => {
  const bench = await createTestBench();
  const file = conference();
  const keys = new Set(
    (file.sessions ?? []).flatMap(({ appearances = [] }) => appearances.map(({ person }) => person)),
  );
  await importEvent(bench.operator, { ...file, people: [], sessions: [], tracks: [], registrations: [] });
  const options = { file: 'x', into: null, format: null, language: 'en', replace: false, dryRun: false };
  const { peopleAdded, notes } = await importFile(bench.operator, Buffer.from(JSON.stringify(file)), options);
  expect(new Set(peopleAdded)).toEqual(keys);
  expect(notes).toContain('Registrations, their forms and categories were left out.');
  expect(await bench.services.prisma.registration.count()).toBe(0);
  await bench.close();
});

test('a schedule makes the event that it names, and is taken into it the next time', async () => {
  const bench = await createTestBench();
  const first = enterEvent(bench.operator, await importEvent(bench.operator, conference()));
  await releaseProgram(first, { waivers: [], waiveAll: 'a test' });
  const release = await publicRelease(bench.services, first.event, null);
  if (release === null) throw new Error('not released');
  const xml = programScheduleXml(release, 'https://example.org').body.toString('utf8');
  const schedule = Buffer.from(xml.replace('<acronym>iaptc_2026', '<acronym>Other_2026'));
  const options = {
    file: 'schedule.xml',
    into: null,
    format: null,
    language: 'en',
    replace: false,
    dryRun: false,
  };
  const events = () => bench.services.prisma.event.count();
  const tried = await importFile(bench.operator, schedule, { ...options, dryRun: true });
  expect([tried.event.slug, tried.made, await events()]).toEqual(['other-2026', true, 1]);
  const made = await importFile(bench.operator, schedule, options);
  expect({ ...made, dryRun: true, event: tried.event }).toEqual(tried);
  expect([made.changed.sessions, await events()]).toEqual([release.program.sessions.length, 2]);
  const again = await importFile(bench.operator, schedule, options);
  expect([again.made, again.edit, again.changed]).toEqual([
    false,
    null,
    { sessions: 0, rooms: 0, tracks: 0 },
  ]);
  await bench.close();
});

test('a table goes into the event that is named, and a file that is wrong leaves nothing', async () => {
  const bench = await createTestBench();
  const { slug } = await importEvent(bench.operator, readJson('apps/plenary/src/demo/ipss-2023.json'));
  const options = { file: 'x.csv', format: null, language: 'en', replace: false, dryRun: false };
  const table = Buffer.from('key,kind,title\nextra,OTHER,=1+1\n');
  await expect(importFile(bench.operator, table, { ...options, into: null })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: 'A table names no event: say whose draft it is by --into EVENT.',
  });
  await expect(importFile(bench.operator, table, { ...options, into: 'nowhere' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  const done = await importFile(bench.operator, table, { ...options, into: slug });
  expect([done.edit, done.changed.sessions]).toEqual([2, 1]);
  const noZone =
    '<schedule><conference><title>T</title><acronym>zone</acronym></conference><day index="1" date="2026-01-01" start="2026-01-01T00:00:00Z" end="2026-01-01T23:00:00Z"/></schedule>';
  await expect(
    importFile(bench.operator, Buffer.from(noZone), { ...options, into: null }),
  ).rejects.toMatchObject({ code: 'BAD_INPUT' });
  expect(await bench.services.prisma.event.count()).toBe(1);
  await bench.close();
});

test.each([
  ['the example', () => readJson('apps/plenary/examples/symposium-2023.json')],
  ['the conference', conference],
])('%s comes back from its own export', async (_what, file) => {
  const bench = await createTestBench();
  const first = enterEvent(bench.operator, await importEvent(bench.operator, file()));
  const exported = await exportEvent(first);
  const again = { ...exported, event: { ...exported.event, slug: 'again' } };
  const second = enterEvent(bench.operator, await importEvent(bench.operator, again));
  expect(await exportEvent(second)).toEqual(again);
  const { questions: _questions, ...facts } = eventFile.parse(file());
  expect(eventFile.parse(exported)).toEqual({
    ...facts,
    $schema: undefined,
    questions: [],
    rooms: facts.rooms.toSorted(byKey),
    tracks: facts.tracks.toSorted(byKey),
    people: facts.people.toSorted(byKey),
    categories: facts.categories.toSorted((a, b) => a.position - b.position),
    registrations: facts.registrations,
    forms: facts.forms.map((form) => ({
      ...form,
      versions: form.versions.map((version) => ({ ...version, createdAt: expect.any(Date) })),
    })),
  });
  await bench.close();
});

test('two other parsers read the calendar of the 2023 event with its instants and titles', async () => {
  const bench = await createTestBench();
  const content = readJson('apps/plenary/src/demo/ipss-2023.json');
  const file = eventFile.parse(content);
  const ctx = enterEvent(bench.operator, await importEvent(bench.operator, content));
  await releaseProgram(ctx, { waivers: [], waiveAll: 'a test' });
  const release = await publicRelease(bench.services, ctx.event, null);
  if (release === null) throw new Error('not released');
  const calendar =
    programCalendar(
      release,
      [],
      { publicUrl: 'https://example.org', calendarHost: null },
      null,
    )?.body.toString('utf8') ?? '';
  const shown = file.sessions
    .filter(({ visibility, startsAt }) => visibility === 'PUBLIC' && startsAt !== undefined)
    .map(({ title, startsAt, endsAt }) => [title['en'], startsAt, endsAt]);
  expect(shown.length).toBeGreaterThan(5);
  const byIcalJs = new ICAL.Component(ICAL.parse(calendar)).getAllSubcomponents('vevent').map((vevent) => {
    const { summary, startDate, endDate } = new ICAL.Event(vevent);
    return [summary, startDate.toJSDate(), endDate.toJSDate()];
  });
  expect(byIcalJs).toEqual(shown);
  const byNodeIcal = Object.values(nodeIcal.sync.parseICS(calendar)).flatMap((entry) =>
    entry?.type === 'VEVENT' ? [[entry.summary, new Date(entry.start), new Date(entry.end ?? NaN)]] : [],
  );
  expect(byNodeIcal).toEqual(shown);
  await bench.close();
});

function byKey(a: { key: string }, b: { key: string }): number {
  return a.key < b.key ? -1 : 1;
}
