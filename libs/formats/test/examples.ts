import type { Schedule, ScheduleEvent } from '@plenary/formats/schedule';
import { FormatError } from '@plenary/formats';
import fc from 'fast-check';

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** What a reader says of a file that it can't read, a problem a line. */
export function refusal(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof FormatError) return error.message;
    throw error;
  }
  throw new Error('It was read.');
}

export const guid = (number: number): string => `0192f000-0000-7000-8000-${String(number).padStart(12, '0')}`;

export function anEvent(parts: Partial<ScheduleEvent> = {}): ScheduleEvent {
  return {
    guid: guid(1),
    id: 1,
    code: null,
    title: '開会 Opening',
    subtitle: '',
    type: 'opening',
    track: 'Plenary',
    date: '2026-11-24T09:00:00+09:00',
    duration: 30,
    abstract: '',
    description: '',
    slug: null,
    language: 'ja',
    persons: [{ name: '篠田 英朗', guid: guid(7), id: 12 }],
    recording: { license: 'CC BY 4.0', optOut: false },
    links: [],
    attachments: [],
    logo: null,
    url: 'https://example.org/events/ipss-2026#session-1',
    feedbackUrl: null,
    originUrl: null,
    ...parts,
  };
}

export function aSchedule(
  events: readonly ScheduleEvent[] = [anEvent()],
  parts: Partial<Schedule> = {},
): Schedule {
  const room = { name: 'Hall A', guid: guid(100) };
  return {
    version: '3',
    generator: { name: 'Plenary', version: '0.1.0', url: 'https://example.org/' },
    url: 'https://example.org/events/ipss-2026/schedule.xml',
    conference: {
      acronym: 'ipss_2026',
      title: 'International Peace & Security Symposium',
      start: '2026-11-24',
      end: '2026-11-24',
      timeSlotMinutes: 5,
      baseUrl: 'https://example.org/events/ipss-2026',
      url: 'https://example.org/events/ipss-2026',
      timeZone: 'Asia/Tokyo',
      tracks: [{ name: 'Plenary', slug: 'plenary', color: '#1a2b3c' }],
      rooms: [{ ...room, description: '', capacity: null }],
    },
    days: [
      {
        index: 1,
        date: '2026-11-24',
        start: '2026-11-24T00:00:00+09:00',
        end: '2026-11-24T23:59:59+09:00',
        rooms: [{ ...room, events }],
      },
    ],
    ...parts,
  };
}

/** Text as Plenary keeps it: no control characters, nothing but words at its ends; and what XML, JSON or CSV may trip on. */
export const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(
        '<',
        '&',
        '"',
        "'",
        ']]>',
        '<!--',
        '&amp;',
        'true',
        '\n',
        '\\',
        '日本語',
        '𠮷',
        '‏עברית',
        '=1',
        '#',
        '@',
      ),
    ),
    { maxLength: 6 },
  )
  .map((parts) =>
    parts
      .join('')
      .replace(/[^\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
      .trim(),
  );

const words = text.filter((value) => value !== '');
const line = words.map((value) => value.replace(/\s+/g, ' '));
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const url = fc.webUrl({ withQueryParameters: true, withFragments: true }).map((value) => new URL(value).href);
const link = fc.record({ url, title: text });

const instant = fc
  .tuple(
    fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
    fc.constantFrom('Z', '+09:00', '-03:30', '+05:45'),
  )
  .map(([at, offset]) => `${at.toISOString().slice(0, 19)}${offset}`);

const event = fc.record({
  code: maybe(fc.stringMatching(/^[0-9A-Z]{6}$/)),
  title: words,
  subtitle: text,
  type: text,
  track: maybe(words),
  date: instant,
  duration: fc.oneof(fc.nat({ max: 600 }), fc.nat({ max: 366 * 1_440 })),
  abstract: text,
  description: text,
  language: maybe(fc.constantFrom('en', 'ja', 'zh-Hant')),
  persons: fc.array(fc.record({ name: words, guid: maybe(fc.uuid()), id: maybe(fc.integer({ min: 1 })) }), {
    maxLength: 3,
  }),
  recording: maybe(fc.record({ license: text, optOut: fc.boolean() })),
  links: fc.array(link, { maxLength: 2 }),
  attachments: fc.array(link, { maxLength: 2 }),
  logo: maybe(url),
  url: maybe(url),
  feedbackUrl: maybe(url),
  originUrl: maybe(url),
});

/** Schedules that both formats can carry, but for what each is documented not to. */
export const schedules: fc.Arbitrary<Schedule> = fc
  .record({
    version: text,
    generator: maybe(fc.record({ name: line, version: line, url: line })),
    url: maybe(url),
    conference: fc.record({
      acronym: fc.stringMatching(/^[a-z0-9_]{4,20}$/),
      title: words,
      start: fc.constant('2026-11-24'),
      end: fc.oneof(fc.constant('2026-11-26'), instant),
      timeSlotMinutes: fc.integer({ min: 1, max: 90 }),
      baseUrl: maybe(url),
      url: maybe(url),
      timeZone: maybe(fc.constantFrom('Asia/Tokyo', 'UTC')),
      tracks: fc.array(
        fc.record({
          name: line,
          slug: maybe(fc.stringMatching(/^[a-z][a-z0-9-]{0,9}[a-z0-9]$/)),
          color: maybe(fc.stringMatching(/^#[0-9a-f]{6}$/)),
        }),
        { maxLength: 3 },
      ),
    }),
    rooms: fc.uniqueArray(
      fc.record({ name: fc.oneof(line, fc.constantFrom('101', '__proto__')), guid: maybe(fc.uuid()) }),
      {
        minLength: 1,
        maxLength: 4,
        selector: ({ name }) => name,
      },
    ),
    days: fc.array(
      fc.record({
        start: instant,
        end: instant,
        rooms: fc.array(fc.array(event, { maxLength: 3 }), { minLength: 4, maxLength: 4 }),
      }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
  })
  .map(({ rooms, days, conference, ...rest }) => {
    let id = 0;
    return {
      ...rest,
      conference: {
        ...conference,
        rooms: rooms.map((room) => ({ ...room, description: '', capacity: null })),
      },
      days: days.map((day, place) => ({
        index: place + 1,
        date: `2026-11-${String(24 + place)}`,
        start: day.start,
        end: day.end,
        rooms: rooms.map((room, order) => ({
          ...room,
          events: (day.rooms[order] ?? []).map((parts) => {
            id += 1;
            return {
              ...parts,
              id,
              guid: guid(id),
              slug: `${conference.acronym}-${String(id)}-talk`,
            };
          }),
        })),
      })),
    };
  });

/** The same without numbers of persons, which `schedule.json` does not carry. */
export function asJsonCarries(schedule: Schedule): Schedule {
  return {
    ...schedule,
    days: schedule.days.map((day) => ({
      ...day,
      rooms: day.rooms.map((room) => ({
        ...room,
        events: room.events.map((parts) => ({
          ...parts,
          persons: parts.persons.map((person) => ({ ...person, id: null })),
        })),
      })),
    })),
  };
}
