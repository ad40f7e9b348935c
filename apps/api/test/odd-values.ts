import type { Scene } from '@plenary/testing/api';
import { randomUUID } from 'node:crypto';

/** A value that no good client sends, as the JSON in which it is sent: some are none that JavaScript could write. */
export interface OddValue {
  readonly what: string;
  readonly json: string;
}

const text = (what: string, value: string): OddValue => ({ what, json: JSON.stringify(value) });
const texts = (...values: readonly string[]): OddValue[] => values.map((value) => text(value, value));
const plain = (...values: readonly string[]): OddValue[] => values.map((json) => ({ what: json, json }));
const base64 = (bytes: readonly number[]): string => Buffer.from(bytes).toString('base64url');
const nested = (depth: number, open: string, close: string): string =>
  `${open.repeat(depth)}1${close.repeat(depth)}`;

/** What is odd wherever it stands. */
const everywhere: readonly OddValue[] = [
  ...plain('null', 'true', 'false', '0', '-0', '-1', '1.5', '1e400', '-1e400', '1e-400', '1e308'),
  ...plain('2147483647', '2147483648', '-2147483648', '-2147483649', '9007199254740993'),
  ...plain('[]', '[null]', '[[]]', '{}', '{"__proto__":{"a":1}}', '{"constructor":null}', '[{}]'),
  { what: 'a deep list', json: nested(60, '[', ']') },
  { what: 'deep objects', json: nested(60, '{"a":', '}') },
  { what: 'a list of 5,000', json: `[${'"a",'.repeat(4_999)}"a"]` },
  { what: 'the same twice', json: '["en","en"]' },
  { what: 'the same pair twice', json: '[{"language":"en","text":"a"},{"language":"en","text":"b"}]' },
  ...texts('', ' ', '\u0000', 'a\u0000b', '\uD800', '\uDFFF\uD800', '\u202E', '\uFEFF', '\u200B', '\n'),
  ...texts('0', '-0', '1e309', 'NaN', 'Infinity', 'null', 'undefined', '__proto__', 'constructor'),
  ...texts("' OR 1=1 --", '%', '%00', '\\', '$1', '{{x}}', '../../x', 'İ', 'e\u0301'),
  text('100,000 letters', 'x'.repeat(100_000)),
  text('10,000 of four bytes', '😀'.repeat(10_000)),
  ...texts('admin', 'Room', 'ROOM ', 'organiser'),
  ...texts('zz', 'x-private', 'en-US-u-ca-buddhist', 'i-klingon', 'Mars/Olympus', '+09:00', 'etc/gmt+12'),
  ...texts('https://[::1', 'javascript:1', 'https://xn--/', 'http://0x7f.1/', 'a@b', '"a b"@example.org'),
  ...texts('00000000-0000-0000-0000-000000000000', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'),
  ...texts('{00000000-0000-0000-0000-000000000000}', '0000000000000000000000000000000g'),
  text('a cursor of NUL', base64([0])),
  text('a cursor of half a letter', base64([0xed, 0xa0, 0x80])),
  ...texts('999999999', '99999999999999999999'),
  ...texts('0000-01-01', '0001-01-01', '9999-12-31', '10000-01-01', '2026-02-30', '2026-00-00', '1582-10-10'),
  ...texts('0000-01-01T00:00:00Z', '0000-12-31T23:59:59.999+23:59', '0001-01-01T00:00:00Z'),
  ...texts('0001-01-01T00:00:00+23:59', '9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999-23:59'),
  ...texts('294277-01-01T00:00:00Z', '+294277-01-01T00:00:00Z', '-000001-01-01T00:00:00Z'),
  ...texts('2026-02-30T00:00:00Z', '2026-11-24T24:00:00Z', '2026-11-24T23:59:60Z', '2026-11-24T00:00:00'),
  ...texts('2026-11-24T00:00:00+99:99', '2026-11-24T00:00:00.123456789012345678901234567890Z'),
];

/** The same, and the ids of rows that are of another kind than what is asked for. */
export async function oddValuesIn({ ctx }: Scene): Promise<OddValue[]> {
  const { id, slug } = ctx.event;
  const ofEvent = { where: { eventId: id }, select: { id: true } } as const;
  const session = await ctx.db.session.findFirst(ofEvent);
  const person = await ctx.db.person.findFirst(ofEvent);
  return [
    ...everywhere,
    text("an event's slug", slug),
    text('the id of an event', id),
    text('the id of a session', session?.id ?? randomUUID()),
    text('the id of a person', person?.id ?? randomUUID()),
    text('an id that nobody has', randomUUID()),
  ];
}
