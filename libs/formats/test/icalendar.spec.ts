import { writeCalendar, type Calendar, type CalendarEntry } from '@plenary/formats';
import fc from 'fast-check';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { text as anyText } from './examples.js';

// Unicode's own line ends are written as others are.
const text = anyText.map((value) => value.replace(/[\u2028\u2029]/g, '\n').trim());

function anEntry(parts: Partial<CalendarEntry> = {}): CalendarEntry {
  return {
    uid: 'one@example.org',
    sequence: 3,
    startsAt: new Date('2026-11-24T01:00:00Z'),
    endsAt: new Date('2026-11-24T02:30:00Z'),
    summary: 'Panel; with, signs \\ and "quotes"\nand 日本語',
    description: 'Who: A, B; C',
    location: 'Hall, Tokyo',
    url: 'http://127.0.0.1:3000/events/x#session-1',
    ...parts,
  };
}

function aCalendar(entries: readonly CalendarEntry[], parts: Partial<Calendar> = {}): Calendar {
  return {
    name: 'A, B; C',
    language: 'en',
    url: 'http://127.0.0.1:3000/events/x',
    madeAt: new Date('2026-11-01T00:00:00Z'),
    entries,
    ...parts,
  };
}

/** The lines of a file, unfolded. */
function linesOf(calendar: Calendar): string[] {
  return writeCalendar(calendar).replaceAll('\r\n ', '').split('\r\n');
}

function byIcalJs(written: string): object[] {
  return new ICAL.Component(ICAL.parse(written)).getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      sequence: event.sequence,
      startsAt: event.startDate.toJSDate(),
      endsAt: event.endDate.toJSDate(),
      summary: event.summary,
      description: event.description || '',
      location: event.location || '',
      status: component.getFirstPropertyValue('status'),
    };
  });
}

/** It takes white space away at the ends of texts, and knows a text with parameters as an object. */
function byNodeIcal(written: string): object[] {
  return Object.values(nodeIcal.sync.parseICS(written)).flatMap((component) =>
    component?.type !== 'VEVENT'
      ? []
      : [
          {
            uid: component.uid,
            sequence: Number(component.sequence),
            startsAt: new Date(component.start),
            endsAt: new Date(component.end ?? NaN),
            summary: component.summary,
            description: component.description ?? '',
            location: component.location ?? '',
            status: component.status,
          },
        ],
  );
}

/**
 * An entry whose texts node-ical can read. Two it can't, while RFC 5545 (3.3.11) and ical.js know no such exceptions: it
 * strips a pair of quotation marks around a whole text, as if that were a parameter, and takes a backslash before an n
 * for a line end although the backslash is escaped.
 */
function forNodeIcal(entry: CalendarEntry): CalendarEntry {
  const [summary = '', description = '', location = ''] = [
    entry.summary,
    entry.description,
    entry.location,
  ].map((value) => value.replace(/^"/, "'").replace(/\\(?=n)/gi, '/'));
  return { ...entry, summary, description, location };
}

function asRead(entry: CalendarEntry): object {
  const { uid, sequence, startsAt, endsAt, summary, description, location } = entry;
  const status = entry.cancelled === true ? 'CANCELLED' : 'CONFIRMED';
  return { uid, sequence, startsAt, endsAt, summary, description, location, status };
}

const entries = fc.uniqueArray(
  fc.record({
    uid: fc.uuid().map((id) => `${id}@example.org`),
    sequence: fc.nat({ max: 1_000 }),
    startsAt: fc
      .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((at) => new Date(Math.floor(at.getTime() / 60_000) * 60_000)),
    minutes: fc.integer({ min: 1, max: 600 }),
    summary: text.filter((value) => value !== ''),
    description: text,
    location: text,
    cancelled: fc.boolean(),
  }),
  { maxLength: 5, selector: ({ uid }) => uid },
);

test('two other parsers read the instants and the texts back, whatever stands in them', () => {
  fc.assert(
    fc.property(entries, (parts) => {
      const list = parts.map(({ minutes, ...entry }) =>
        anEntry({ ...entry, endsAt: new Date(entry.startsAt.getTime() + minutes * 60_000) }),
      );
      const written = writeCalendar(aCalendar(list));
      expect(byIcalJs(written)).toEqual(list.map(asRead));
      const readable = list.map(forNodeIcal);
      expect(byNodeIcal(writeCalendar(aCalendar(readable)))).toEqual(readable.map(asRead));
      expect(written.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    }),
  );
});

test('a feed is the same bytes each time, says where it comes from, and is no message', () => {
  const source = 'https://example.org/events/x/program.ics';
  const feed = aCalendar(
    [
      anEntry({
        summary: 'Panel',
        changedAt: new Date('2026-10-01T00:00:00Z'),
        categories: ['Peace, security', 'Plenary'],
        attachments: ['https://example.org/a,b;c.pdf'],
      }),
      anEntry({ uid: 'two@example.org', summary: 'Walk', description: '', location: '', cancelled: true }),
    ],
    { source },
  );
  expect(linesOf(feed)).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Plenary//Plenary//EN',
    'URL:http://127.0.0.1:3000/events/x',
    `SOURCE;VALUE=URI:${source}`,
    'NAME:A\\, B\\; C',
    'X-WR-CALNAME:A\\, B\\; C',
    'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
    'X-PUBLISHED-TTL:PT15M',
    'BEGIN:VEVENT',
    'UID:one@example.org',
    'SEQUENCE:3',
    'DTSTAMP:20261001T000000Z',
    'DTSTART:20261124T010000Z',
    'DTEND:20261124T023000Z',
    'SUMMARY:Panel',
    'LOCATION:Hall\\, Tokyo',
    'DESCRIPTION:Who: A\\, B\\; C',
    'CATEGORIES:Peace\\, security,Plenary',
    'URL;VALUE=URI:http://127.0.0.1:3000/events/x#session-1',
    'ATTACH:https://example.org/a%2Cb%3Bc.pdf',
    'STATUS:CONFIRMED',
    'LAST-MODIFIED:20261001T000000Z',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'UID:two@example.org',
    'SEQUENCE:3',
    'DTSTAMP:20261101T000000Z',
    'DTSTART:20261124T010000Z',
    'DTEND:20261124T023000Z',
    'SUMMARY:Walk',
    'TRANSP:TRANSPARENT',
    'URL;VALUE=URI:http://127.0.0.1:3000/events/x#session-1',
    'STATUS:CANCELLED',
    'LAST-MODIFIED:20261101T000000Z',
    'END:VEVENT',
    'END:VCALENDAR',
  ]);
  expect(writeCalendar(feed)).toBe(writeCalendar(feed));
});

test.each(['PUBLISH', 'CANCEL'] as const)(
  'a mailed %s names its organizer, and asks for no answer',
  (method) => {
    const changedAt = new Date('2026-10-01T00:00:00Z');
    const organizer = { name: 'The "Secretariat"', mail: 'office@example.org' };
    const lines = linesOf(aCalendar([anEntry({ changedAt })], { message: { method, organizer } }));
    expect(lines).toContain(`METHOD:${method}`);
    expect(lines).toContain('ORGANIZER;CN="The ^\'Secretariat^\'":mailto:office@example.org');
    expect(lines).toContain('DTSTAMP:20261101T000000Z');
    expect(lines).toContain('LAST-MODIFIED:20261001T000000Z');
    expect(lines).toContain(method === 'CANCEL' ? 'STATUS:CANCELLED' : 'STATUS:CONFIRMED');
    expect(lines.filter((line) => /^(?:ATTENDEE|REFRESH-INTERVAL|SOURCE)/.test(line))).toEqual([]);
  },
);

test('hostile texts and addresses make no line of their own', () => {
  const evil = 'x\r\nATTENDEE:mailto:a@example.org\u0000\u0085\ud800\u2028y';
  const lines = linesOf(
    aCalendar(
      [
        anEntry({
          summary: evil,
          description: evil,
          location: evil,
          url: 'https://example.org/\r\nATTENDEE:x',
          categories: [evil],
          attachments: ['https://example.org/\nATTENDEE:x'],
        }),
      ],
      { name: evil, message: { method: 'PUBLISH', organizer: { name: evil, mail: evil } } },
    ),
  );
  expect(lines.filter((line) => line.startsWith('ATTENDEE'))).toEqual([]);
  expect(lines).toContain('SUMMARY:x\\nATTENDEE:mailto:a@example.org\uFFFD\\ny');
  expect(lines).toContain('URL;VALUE=URI:https://example.org/ATTENDEE:x');
});
