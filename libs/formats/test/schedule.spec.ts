import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  numericIds,
  readScheduleJson,
  readScheduleXml,
  scheduleSlug,
  writeScheduleJson,
  writeScheduleXml,
} from '@plenary/formats/schedule';
import fc from 'fast-check';
import { validateXML } from 'xmllint-wasm';
import { aSchedule, anEvent, asJsonCarries, bytes, guid, schedules } from './examples.js';

const schemaFile = join(
  fileURLToPath(new URL('../../..', import.meta.url)),
  '../shared/data/schemas/schedule.xml.xsd',
);
// Reads ../shared: skipped, and said so, where that folder is missing.
const withSchema = existsSync(schemaFile) ? test : test.skip;

async function schemaErrors(files: readonly string[]): Promise<string[]> {
  const { errors } = await validateXML({
    xml: files.map((contents, place) => ({ fileName: `${String(place)}.xml`, contents })),
    schema: readFileSync(schemaFile, 'utf8'),
  });
  return errors.map(({ message }) => message);
}

describe('schedule.xml', () => {
  test('is written as other software reads it', () => {
    const schedule = aSchedule([
      anEvent({
        duration: 95,
        abstract: 'A < B & "C"',
        links: [{ url: 'https://example.org/a', title: 'Slides' }],
      }),
    ]);
    expect(writeScheduleXml(schedule)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<schedule xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="https://c3voc.de/schedule/schema.xsd">
  <generator name="Plenary" system="https://example.org/" version="0.1.0"/>
  <url>https://example.org/events/ipss-2026/schedule.xml</url>
  <version>3</version>
  <conference>
    <title>International Peace &amp; Security Symposium</title>
    <acronym>ipss_2026</acronym>
    <start>2026-11-24</start>
    <end>2026-11-24</end>
    <days>1</days>
    <timeslot_duration>00:05</timeslot_duration>
    <base_url>https://example.org/events/ipss-2026</base_url>
    <url>https://example.org/events/ipss-2026</url>
    <time_zone_name>Asia/Tokyo</time_zone_name>
    <track name="Plenary" slug="plenary" color="#1a2b3c"/>
  </conference>
  <day index="1" date="2026-11-24" start="2026-11-24T00:00:00+09:00" end="2026-11-24T23:59:59+09:00">
    <room name="Hall A" guid="${guid(100)}">
      <event guid="${guid(1)}" id="1">
        <room>Hall A</room>
        <title>開会 Opening</title>
        <subtitle/>
        <type>opening</type>
        <date>2026-11-24T09:00:00+09:00</date>
        <start>09:00</start>
        <duration>01:35</duration>
        <abstract>A &lt; B &amp; &quot;C&quot;</abstract>
        <slug>ipss_2026-1-opening</slug>
        <track>Plenary</track>
        <persons>
          <person id="12" guid="${guid(7)}">篠田 英朗</person>
        </persons>
        <language>ja</language>
        <description/>
        <recording>
          <license>CC BY 4.0</license>
          <optout>false</optout>
        </recording>
        <links>
          <link href="https://example.org/a">Slides</link>
        </links>
        <attachments/>
        <url>https://example.org/events/ipss-2026#session-1</url>
      </event>
    </room>
  </day>
</schedule>
`);
  });

  test('read back, every schedule is the same', () => {
    fc.assert(
      fc.property(schedules, (schedule) => {
        expect(readScheduleXml(bytes(writeScheduleXml(schedule)))).toEqual({ value: schedule, notes: [] });
      }),
    );
  });

  withSchema('is valid by the published schema, whatever stands in it', async () => {
    const files = fc.sample(schedules, { numRuns: 60, seed: 5 }).map(writeScheduleXml);
    const odd = aSchedule(
      [
        anEvent({
          title: 'a',
          slug: 'NOT-a-slug',
          code: 'nope',
          logo: 'javascript:alert(1)',
          duration: 45.5,
        }),
        anEvent({ id: 2, guid: guid(2), duration: 9_000, title: 'b\u0000\ud800c', url: 'ftp://example.org' }),
      ],
      { generator: null, url: null },
    );
    const conference = {
      ...odd.conference,
      acronym: 'ABC',
      tracks: [{ name: 'T', slug: '日本', color: 'red' }],
    };
    files.push(writeScheduleXml({ ...odd, conference }));
    expect(await schemaErrors(files)).toEqual([]);
    // And the schema is really asked.
    expect(await schemaErrors([writeScheduleXml(aSchedule([anEvent({ guid: 'no guid' })]))])).not.toEqual([]);
  });

  test('a file of pretalx is read', () => {
    const { value, notes } = readScheduleXml(
      bytes(`\uFEFF<?xml version='1.0' encoding='utf-8' ?>
<!-- Made by hand in the form of pretalx. -->
<schedule>
    <generator name="pretalx" system="pretalx.example.org" version="2026.1" />
    <version>v1.2</version>
    <conference>
        <title>Democon</title><acronym>democon</acronym>
        <start>2026-06-01</start><end>2026-06-01</end><days>1</days>
        <timeslot_duration>00:05</timeslot_duration>
        <base_url>https://pretalx.example.org</base_url>
        <logo>https://pretalx.example.org/logo.png</logo>
        <time_zone_name>Europe/Berlin</time_zone_name>
        <color>#123456</color>
        <track name="Main &amp; more" slug="12-main"  color="#00ff00" />
    </conference>
    <day index='1' date='2026-06-01' start='2026-06-01T04:00:00+02:00' end='2026-06-02T03:59:00+02:00'>
        <room name='Room' guid='B379C473-93b9-4eae-9a09-d482e86cede3'>
            <event guid='8079583e-8321-506c-95af-fd2903a5f075' id='25' code='G9JGWY'>
                <room>Room</room>
                <title>A talk</title>
                <subtitle></subtitle>
                <type>Talk</type>
                <date>2026-06-01T09:00:00+02:00</date>
                <start>09:00</start>
                <duration>1:00:30</duration>
                <abstract><![CDATA[Less < more & ]]>so</abstract>
                <slug>democon-25-a-talk</slug>
                <track></track>
                <logo>/media/picture.png</logo>
                <persons>
                    <person id='26'>Brian Robinson</person><person> </person>
                </persons>
                <language>en</language>
                <recording><license></license><optout>true</optout></recording>
                <links><link href="www example org">Broken</link><link href="https://example.org/x">X</link></links>
                <attachments></attachments>
                <url>https://pretalx.example.org/democon/talk/G9JGWY/</url>
                <feedback_url></feedback_url>
            </event>
        </room>
    </day>
</schedule>`),
    );
    expect(notes).toEqual([]);
    const [day] = value.days;
    expect(day?.rooms[0]?.guid).toBe('b379c473-93b9-4eae-9a09-d482e86cede3');
    expect(value.conference.rooms).toEqual([
      { name: 'Room', guid: 'b379c473-93b9-4eae-9a09-d482e86cede3', description: '', capacity: null },
    ]);
    expect(day?.rooms[0]?.events[0]).toEqual({
      guid: '8079583e-8321-506c-95af-fd2903a5f075',
      id: 25,
      code: 'G9JGWY',
      title: 'A talk',
      subtitle: '',
      type: 'Talk',
      track: null,
      date: '2026-06-01T09:00:00+02:00',
      duration: 1_470,
      abstract: 'Less < more & so',
      description: '',
      slug: 'democon-25-a-talk',
      language: 'en',
      persons: [{ name: 'Brian Robinson', guid: null, id: 26 }],
      recording: { license: '', optOut: true },
      links: [
        { url: 'https://pretalx.example.org/www%20example%20org', title: 'Broken' },
        { url: 'https://example.org/x', title: 'X' },
      ],
      attachments: [],
      logo: 'https://pretalx.example.org/media/picture.png',
      url: 'https://pretalx.example.org/democon/talk/G9JGWY/',
      feedbackUrl: null,
      originUrl: null,
    });
  });

  test('an event without guid gets the same one each time', () => {
    const xml = writeScheduleXml(aSchedule()).replace(`<event guid="${guid(1)}"`, '<event');
    const read = () => readScheduleXml(bytes(xml)).value.days[0]?.rooms[0]?.events[0]?.guid;
    expect(read()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/);
    expect(read()).toBe(read());
  });

  test('what is no address is left out, and told', () => {
    const xml = writeScheduleXml(
      aSchedule([anEvent({ links: [{ url: 'https://example.org/a', title: 'A' }] })]),
    );
    const { value, notes } = readScheduleXml(
      bytes(xml.replace('https://example.org/a"', 'javascript:alert(1)"')),
    );
    expect(value.days[0]?.rooms[0]?.events[0]?.links).toEqual([]);
    expect(notes).toEqual([
      { line: 41, path: 'link', message: 'was left out: "javascript:alert(1)" is no http or https address' },
    ]);
  });
});

describe('schedule.json', () => {
  test('is written as other software reads it', () => {
    const schedule = aSchedule([anEvent({ duration: 6_030, code: 'ABC123' })]);
    expect(JSON.parse(writeScheduleJson(schedule))).toEqual({
      $schema: 'https://c3voc.de/schedule/schema.json',
      generator: { name: 'Plenary', version: '0.1.0', url: 'https://example.org/' },
      schedule: {
        url: 'https://example.org/events/ipss-2026/schedule.xml',
        version: '3',
        base_url: 'https://example.org/events/ipss-2026',
        conference: {
          acronym: 'ipss_2026',
          title: 'International Peace & Security Symposium',
          start: '2026-11-24',
          end: '2026-11-24',
          daysCount: 1,
          timeslot_duration: '00:05',
          time_zone_name: 'Asia/Tokyo',
          url: 'https://example.org/events/ipss-2026',
          rooms: [{ name: 'Hall A', guid: guid(100), description: null, capacity: null }],
          tracks: [{ name: 'Plenary', slug: 'plenary', color: '#1a2b3c' }],
          days: [
            {
              index: 1,
              date: '2026-11-24',
              day_start: '2026-11-24T00:00:00+09:00',
              day_end: '2026-11-24T23:59:59+09:00',
              rooms: {
                'Hall A': [
                  {
                    guid: guid(1),
                    code: 'ABC123',
                    id: 1,
                    logo: null,
                    date: '2026-11-24T09:00:00+09:00',
                    start: '09:00',
                    end: '2026-11-28T13:30:00+09:00',
                    duration: '100:30',
                    room: 'Hall A',
                    slug: 'ipss_2026-1-opening',
                    url: 'https://example.org/events/ipss-2026#session-1',
                    title: '開会 Opening',
                    subtitle: '',
                    track: 'Plenary',
                    type: 'opening',
                    language: 'ja',
                    abstract: '',
                    description: '',
                    recording_license: 'CC BY 4.0',
                    do_not_record: false,
                    persons: [{ name: '篠田 英朗', public_name: '篠田 英朗', guid: guid(7) }],
                    links: [],
                    attachments: [],
                  },
                ],
              },
            },
          ],
        },
      },
    });
  });

  test('read back, every schedule is the same but for the numbers of persons', () => {
    fc.assert(
      fc.property(schedules, (schedule) => {
        expect(readScheduleJson(bytes(writeScheduleJson(schedule)))).toEqual({
          value: asJsonCarries(schedule),
          notes: [],
        });
      }),
    );
  });

  test('rooms with their descriptions and capacities come back', () => {
    const schedule = aSchedule([anEvent({ slug: 'ipss_2026-1-opening' })]);
    const rooms = [
      { name: 'Hall A', guid: guid(100), description: 'Ground floor', capacity: 300 },
      { name: '7', guid: guid(101), description: '', capacity: null },
    ];
    const value = asJsonCarries({ ...schedule, conference: { ...schedule.conference, rooms } });
    expect(readScheduleJson(bytes(writeScheduleJson(value)))).toEqual({ value, notes: [] });
  });

  test('old files of frab are read: names under public_name, texts per language, null for nothing', () => {
    const file = JSON.parse(writeScheduleJson(aSchedule()));
    const [event] = file.schedule.conference.days[0].rooms['Hall A'];
    event.persons = [
      { id: 4, public_name: 'A' },
      { id: 5, public_name: '' },
    ];
    Object.assign(event, {
      subtitle: null,
      abstract: null,
      track: null,
      language: null,
      logo: '',
      do_not_record: null,
    });
    file.schedule.conference.rooms[0].description = { en: 'Hall' };
    delete file.generator;
    const { value, notes } = readScheduleJson(bytes(JSON.stringify(file)));
    expect(notes).toEqual([]);
    expect(value.generator).toBeNull();
    expect(value.conference.rooms[0]?.description).toBe('');
    expect(value.days[0]?.rooms[0]?.events[0]).toMatchObject({
      persons: [{ name: 'A', guid: null, id: null }],
      subtitle: '',
      abstract: '',
      track: null,
      language: null,
      logo: null,
      recording: { license: 'CC BY 4.0', optOut: false },
    });
  });
});

describe('numbers for UUIDs', () => {
  test('are positive, below 2³¹, different, and the same in any order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { maxLength: 200 }), (guids) => {
        const ids = numericIds(guids);
        expect(new Set(ids.values()).size).toBe(guids.length);
        expect([...ids.values()].every((id) => Number.isInteger(id) && id > 0 && id < 2 ** 31)).toBe(true);
        expect(numericIds([...guids].reverse())).toEqual(ids);
      }),
    );
  });

  test('of 300,000 UUIDs none meet, and a later UUID changes no other number', () => {
    const guids = Array.from({ length: 300_000 }, (_, number) => guid(number));
    const ids = numericIds(guids);
    expect(new Set(ids.values()).size).toBe(300_000);
    const later = numericIds([...guids, 'ffffffff-0000-7000-8000-000000000000']);
    expect(guids.every((one) => later.get(one) === ids.get(one))).toBe(true);
  });
});

test.each([
  ['ipss-2026', 12, 'Ceasefires: what next?', 'ipss_2026-12-ceasefires-what-next'],
  ['ipss-2026', 12, '開会', 'ipss_2026-12-event'],
  ['abc', 1, 'É', 'abc_-1-event'],
  ['Camp', 7, ` ${'long '.repeat(50)}`, `camp-7-${'long-'.repeat(12).slice(0, -1)}`],
])('the slug of %s %i %s', (acronym, id, title, slug) => {
  expect(scheduleSlug(acronym, id, title)).toBe(slug);
});
