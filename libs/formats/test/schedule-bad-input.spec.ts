import {
  readScheduleJson,
  readScheduleXml,
  writeScheduleJson,
  writeScheduleXml,
} from '@plenary/formats/schedule';
import { aSchedule, anEvent, bytes, guid, refusal } from './examples.js';

const xml = writeScheduleXml(aSchedule([anEvent()]));
const json = writeScheduleJson(aSchedule([anEvent()]));
const head = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The good file with one thing changed. */
function xmlWith(from: string, to: string): Uint8Array {
  expect(xml).toContain(from);
  return bytes(xml.replace(from, () => to));
}

function jsonWith(change: (file: JsonFile, event: Record<string, unknown>) => void): Uint8Array {
  const file: JsonFile = JSON.parse(json);
  change(file, file.schedule.conference.days[0].rooms['Hall A'][0]);
  return bytes(JSON.stringify(file));
}

/** The tests reach into what they break. */
type JsonFile = ReturnType<typeof JSON.parse>;

const laughs = `<!DOCTYPE schedule [<!ENTITY a "ha">${Array.from({ length: 30 }, (_, i) => `<!ENTITY b${String(i)} "${'&a;'.repeat(10)}">`).join('')}]>`;

describe('schedule.xml is refused, with the line, for', () => {
  test.each<[string, () => Uint8Array, string]>([
    // Not XML.
    ['no bytes', () => bytes(''), 'The file is empty.'],
    [
      'white space',
      () => bytes(' \n\n'),
      'line 3: is not well-formed XML: document must contain a root element.',
    ],
    ['words', () => bytes('Program\n'), 'line 2: is not well-formed XML: text data outside of root node.'],
    ['JSON', () => bytes(json), 'line 1: is not well-formed XML: text data outside of root node.'],
    ['a cut file', () => bytes(xml.slice(0, 900)), 'line 18: is not well-formed XML: unclosed tag: schedule'],
    [
      'a tag that is not closed',
      () => xmlWith('</title>', ''),
      'line 17: is not well-formed XML: unexpected close tag.',
    ],
    [
      'a tag that closes another',
      () => xmlWith('</day>', '</room>'),
      'line 45: is not well-formed XML: unexpected close tag.',
    ],
    [
      'an attribute without quotation marks',
      () => xmlWith('index="1"', 'index=1'),
      'line 18: is not well-formed XML: unquoted attribute value.',
    ],
    [
      'an attribute twice',
      () => xmlWith('index="1"', 'index="1" index="2"'),
      'line 18: is not well-formed XML: duplicate attribute: index.',
    ],
    [
      'two roots',
      () => bytes(`${xml}<schedule/>`),
      'line 47: is not well-formed XML: documents may contain only one root.',
    ],
    [
      'words after the root',
      () => bytes(`${xml}more`),
      'line 47: is not well-formed XML: text data outside of root node.',
    ],
    [
      'a bare ampersand',
      () => xmlWith('開会', 'A & B'),
      'line 47: is not well-formed XML: unclosed tag: title',
    ],
    [
      'a bare less-than in an attribute',
      () => xmlWith('name="Hall A"', 'name="<"'),
      'line 19: is not well-formed XML: disallowed character.',
    ],
    [
      'an entity of HTML',
      () => xmlWith('開会', '&nbsp;'),
      'line 22: is not well-formed XML: undefined entity.',
    ],
    [
      'a character that XML can not hold',
      () => xmlWith('開会', '&#0;'),
      'line 22: is not well-formed XML: malformed character entity.',
    ],
    [
      'half a surrogate pair',
      () => xmlWith('開会', '&#xD800;'),
      'line 22: is not well-formed XML: malformed character entity.',
    ],
    [
      'a control character',
      () => xmlWith('開会', '\u0001'),
      'line 22: is not well-formed XML: disallowed character.',
    ],
    [
      'a broken comment',
      () => xmlWith('開会', '<!-- a -- b -->'),
      'line 22: is not well-formed XML: malformed comment.',
    ],
    [
      'the end of a CDATA section alone',
      () => xmlWith('開会', ']]>'),
      'line 22: is not well-formed XML: the string "]]>" is disallowed in char data.',
    ],
    [
      'an XML declaration further down',
      () => bytes(`\n${xml}`),
      'line 2: is not well-formed XML: an XML declaration must be at the start of the document.',
    ],
    [
      'HTML',
      () => bytes('<!doctype html><html></html>'),
      'line 1: is not well-formed XML: incorrect syntax.',
    ],
    ['a page', () => bytes(`${head}<html><body/></html>`), 'line 2: must begin with <schedule>, not <html>.'],
    [
      'a feed',
      () => bytes(`${head}<rss version="2.0"><channel/></rss>`),
      'line 2: must begin with <schedule>, not <rss>.',
    ],
    // Bombs.
    [
      'an empty document type',
      () => bytes(`${head}<!DOCTYPE schedule>${xml.slice(head.length)}`),
      'line 2: has a document type (<!DOCTYPE>), which is not read.',
    ],
    [
      'a billion laughs',
      () => bytes(`${head}${laughs}<schedule>&b29;</schedule>`),
      'line 2: has a document type (<!DOCTYPE>), which is not read.',
    ],
    [
      'an entity blown up by repetition',
      () => bytes(`${head}<!DOCTYPE s [<!ENTITY a "${'x'.repeat(100_000)}">]><s>${'&a;'.repeat(10_000)}</s>`),
      'line 2: has a document type (<!DOCTYPE>), which is not read.',
    ],
    [
      'a file from outside',
      () => bytes(`${head}<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]><s>&a;</s>`),
      'line 2: has a document type (<!DOCTYPE>), which is not read.',
    ],
    [
      'a document type from outside',
      () => bytes(`${head}<!-- -->\n<!DOCTYPE s SYSTEM "http://127.0.0.1/x.dtd"><s/>`),
      'line 3: has a document type (<!DOCTYPE>), which is not read.',
    ],
    [
      'a parameter entity',
      () => bytes(`${head}<!DOCTYPE s [<!ENTITY % a SYSTEM "http://127.0.0.1/"> %a;]><s/>`),
      'line 2: has a document type (<!DOCTYPE>), which is not read.',
    ],
    [
      'a document type in the wrong place',
      () => xmlWith('<conference>', '<!DOCTYPE s><conference>'),
      'line 6: is not well-formed XML: inappropriately located doctype declaration.',
    ],
    [
      '100,000 levels',
      () => bytes(`${head}${'<a>'.repeat(100_000)}`),
      'line 2: nests elements deeper than 16.',
    ],
    [
      'a million elements',
      () => bytes(`${head}<a>\n${'<b/>'.repeat(1_000_001)}</a>`),
      'line 3: has more than 500000 elements.',
    ],
    [
      '65 attributes',
      () =>
        xmlWith(
          'index="1"',
          `index="1" ${Array.from({ length: 65 }, (_, i) => `a${String(i)}=""`).join(' ')}`,
        ),
      'line 18: has more than 64 attributes in one element.',
    ],
    [
      'a million attributes',
      () => bytes(`${head}<a ${Array.from({ length: 1_000_000 }, (_, i) => `a${String(i)}=""`).join(' ')}/>`),
      'line 2: has more than 64 attributes in one element.',
    ],
    [
      'an attribute of 20 MB',
      () => bytes(`${head}<a b="${'x'.repeat(20_000_000)}"/>`),
      'line 2: has more than 1000000 characters in one piece.',
    ],
    [
      'an attribute of 20 MB of entities',
      () => bytes(`${head}<a b="${'&amp;'.repeat(4_000_000)}"/>`),
      'line 2: has more than 1000000 characters in one piece.',
    ],
    [
      'a name of 20 MB',
      () => bytes(`${head}<${'x'.repeat(20_000_000)}/>`),
      'line 2: has more than 1000000 characters in one piece.',
    ],
    [
      'an entity of 20 MB',
      () => bytes(`${head}<a>&${'x'.repeat(20_000_000)};</a>`),
      'line 2: has more than 1000000 characters in one piece.',
    ],
    [
      '20 MB of open brackets',
      () => bytes(`${head}${'<'.repeat(20_000_000)}`),
      'line 2: is not well-formed XML: disallowed character in tag name',
    ],
    [
      'a comment of 20 MB that does not end',
      () => bytes(`${head}<!--${'-x'.repeat(10_000_000)}`),
      'line 2: has more than 1000000 characters in one piece.',
    ],
    ['more than 30 MB', () => new Uint8Array(30_000_001).fill(32), 'The file is larger than 30 MB.'],
    // Encodings.
    ['UTF-16', () => Buffer.from(`\uFEFF${xml}`, 'utf16le'), 'The file is UTF-16; save it as UTF-8.'],
    [
      'UTF-16, the other way round',
      () => Buffer.from(`\uFEFF${xml}`, 'utf16le').swap16(),
      'The file is UTF-16; save it as UTF-8.',
    ],
    ['UTF-16 without a mark', () => Buffer.from(xml, 'utf16le'), 'The file is UTF-16; save it as UTF-8.'],
    ['UTF-32', () => Uint8Array.of(0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0), 'The file is UTF-32; save it as UTF-8.'],
    ['UTF-7', () => xmlWith('UTF-8', 'UTF-7'), 'line 1: declares the encoding UTF-7; only UTF-8 is read.'],
    [
      'UTF-7 hidden in single quotes',
      () => xmlWith('encoding="UTF-8"', "encoding='utf-7'"),
      'line 1: declares the encoding utf-7; only UTF-8 is read.',
    ],
    [
      'a false UTF-16',
      () => xmlWith('UTF-8', 'UTF-16'),
      'line 1: declares the encoding UTF-16; only UTF-8 is read.',
    ],
    [
      'Latin-1 by name',
      () => xmlWith('UTF-8', 'ISO-8859-1'),
      'line 1: declares the encoding ISO-8859-1; only UTF-8 is read.',
    ],
    [
      'Shift_JIS',
      () =>
        Buffer.concat([
          bytes('<?xml version="1.0" encoding="Shift_JIS"?>\n<a>'),
          Uint8Array.of(0x8a, 0x4a),
          bytes('</a>'),
        ]),
      'line 2: is not UTF-8; save the file as UTF-8.',
    ],
    [
      'EBCDIC',
      () => Uint8Array.of(0x4c, 0x6f, 0xa7, 0x94, 0x93),
      'line 1: is not UTF-8; save the file as UTF-8.',
    ],
    [
      'a byte that is not UTF-8',
      () => Buffer.concat([bytes(`${head}<a>\n\n`), Uint8Array.of(0xff), bytes('</a>')]),
      'line 4: is not UTF-8; save the file as UTF-8.',
    ],
    [
      'a slash in too many bytes',
      () => Buffer.concat([bytes(`${head}<a>`), Uint8Array.of(0xc0, 0xaf), bytes('</a>')]),
      'line 2: is not UTF-8; save the file as UTF-8.',
    ],
    [
      'surrogates in UTF-8',
      () => Buffer.concat([bytes(`${head}<a>`), Uint8Array.of(0xed, 0xa0, 0x80), bytes('</a>')]),
      'line 2: is not UTF-8; save the file as UTF-8.',
    ],
    [
      'a zero byte',
      () => xmlWith('開会', '\u0000'),
      'line 22: is not well-formed XML: disallowed character.',
    ],
    // A schedule that lacks something.
    [
      'no conference',
      () => bytes(`${head}<schedule><version>1</version></schedule>`),
      'line 2: has no <conference>.',
    ],
    ['no day', () => bytes(xml.replace(/<day [^]*<\/day>/, '')), 'line 2: has no <day>.'],
    [
      'a conference without a title',
      () => xmlWith('<title>International Peace &amp; Security Symposium</title>', ''),
      'line 6, conference: must have a <title>',
    ],
    [
      'a conference that starts never',
      () => xmlWith('<start>2026-11-24</start>', '<start>2026-11-31</start>'),
      'line 9, conference start: must be a day such as 2026-11-24, or a time with its offset, such as 2026-11-24T09:00:00+09:00, not "2026-11-31"',
    ],
    [
      'a day without a date',
      () => xmlWith(' date="2026-11-24"', ''),
      'line 18, day: must have a date such as 2026-11-24, not ""',
    ],
    [
      'a day that does not exist',
      () => xmlWith(' date="2026-11-24"', ' date="2026-02-30"'),
      'line 18, day: must have a date such as 2026-11-24, not "2026-02-30"',
    ],
    [
      'a day without a start',
      () => xmlWith(' start="2026-11-24T00:00:00+09:00"', ''),
      'line 18, day start: must be a time with its offset, such as 2026-11-24T09:00:00+09:00, not ""',
    ],
    [
      'a day that ends without an offset',
      () => xmlWith('23:59:59+09:00', '23:59:59'),
      'line 18, day end: must be a time with its offset, such as 2026-11-24T09:00:00+09:00, not "2026-11-24T23:59:59"',
    ],
    [
      'the index 0',
      () => xmlWith('index="1"', 'index="0"'),
      'line 18, day: must have a whole number from 1 as its index',
    ],
    [
      'a room without a name',
      () => xmlWith('<room name="Hall A"', '<room name=" "'),
      'line 19, room: must have a name',
    ],
    [
      'a room whose guid is none',
      () => xmlWith(guid(100), 'hall-a'),
      'line 19, room: must have a UUID as its guid, not "hall-a"',
    ],
    [
      'an event without an id',
      () => xmlWith(' id="1"', ''),
      'line 20, event: must have a whole number from 1 as its id',
    ],
    [
      'the id 0',
      () => xmlWith(' id="1"', ' id="0"'),
      'line 20, event: must have a whole number from 1 as its id',
    ],
    [
      'a negative id',
      () => xmlWith(' id="1"', ' id="-1"'),
      'line 20, event: must have a whole number from 1 as its id',
    ],
    [
      'a broken id',
      () => xmlWith(' id="1"', ' id="1.5"'),
      'line 20, event: must have a whole number from 1 as its id',
    ],
    [
      'an id in powers of ten',
      () => xmlWith(' id="1"', ' id="1e3"'),
      'line 20, event: must have a whole number from 1 as its id',
    ],
    [
      'an id too large to count',
      () => xmlWith(' id="1"', ' id="99999999999999999999"'),
      'line 20, event: must have a whole number from 1 as its id',
    ],
    [
      'an event whose guid is none',
      () => xmlWith(guid(1), 'x'.repeat(100)),
      'line 20, event: must have a UUID as its guid, not "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"',
    ],
    [
      'a person whose guid is none',
      () => xmlWith(guid(7), '7'),
      'line 32, person: must have a UUID as its guid, not "7"',
    ],
    [
      'an id twice',
      () => bytes(writeScheduleXml(aSchedule([anEvent(), anEvent({ guid: guid(2) })]))),
      'line 44, event: must not have its id 1, which line 20 has',
    ],
    [
      'a guid twice',
      () => bytes(writeScheduleXml(aSchedule([anEvent(), anEvent({ id: 2 })]))),
      'line 44, event: must not have its guid 0192f000-0000-7000-8000-000000000001, which line 20 has',
    ],
    [
      'an event without a title',
      () => xmlWith('<title>開会 Opening</title>', ''),
      'line 20, event: must have a <title>',
    ],
    ['a blank title', () => xmlWith('開会 Opening', ' \n '), 'line 20, event: must have a <title>'],
    [
      'an event without a date',
      () => xmlWith('<date>2026-11-24T09:00:00+09:00</date>', ''),
      'line 20, event date: must be a time with its offset, such as 2026-11-24T09:00:00+09:00, not ""',
    ],
    [
      'a date without an offset',
      () => xmlWith('<date>2026-11-24T09:00:00+09:00', '<date>2026-11-24T09:00:00'),
      'line 25, event date: must be a time with its offset, such as 2026-11-24T09:00:00+09:00, not "2026-11-24T09:00:00"',
    ],
    [
      'a date in another form',
      () => xmlWith('<date>2026-11-24T09:00:00+09:00', '<date>24.11.2026 9:00'),
      'line 25, event date: must be a time with its offset, such as 2026-11-24T09:00:00+09:00, not "24.11.2026 9:00"',
    ],
    [
      'a date that does not exist',
      () => xmlWith('<date>2026-11-24T09:00:00+09:00', '<date>2026-11-31T09:00:00+09:00'),
      'line 25, event date: must be a time with its offset, such as 2026-11-24T09:00:00+09:00, not "2026-11-31T09:00:00+09:00"',
    ],
    [
      'the 25th hour',
      () => xmlWith('<date>2026-11-24T09:00:00+09:00', '<date>2026-11-24T25:00:00+09:00'),
      'line 25, event date: must be a time with its offset, such as 2026-11-24T09:00:00+09:00, not "2026-11-24T25:00:00+09:00"',
    ],
    [
      'no duration',
      () => xmlWith('<duration>00:30</duration>', ''),
      'line 20, event duration: must be hh:mm, not ""',
    ],
    [
      'a duration in words',
      () => xmlWith('00:30', 'half an hour'),
      'line 27, event duration: must be hh:mm, not "half an hour"',
    ],
    [
      'a duration in minutes',
      () => xmlWith('00:30', '30'),
      'line 27, event duration: must be hh:mm, not "30"',
    ],
    [
      '60 minutes past the hour',
      () => xmlWith('00:30', '00:60'),
      'line 27, event duration: must be hh:mm, not "00:60"',
    ],
    [
      'a negative duration',
      () => xmlWith('00:30', '-00:30'),
      'line 27, event duration: must be hh:mm, not "-00:30"',
    ],
    [
      'a duration of years',
      () => xmlWith('00:30', '999:00:00'),
      'line 27, event duration: must be hh:mm, not "999:00:00"',
    ],
    [
      'several things at once',
      () =>
        bytes(
          xml
            .replace(' id="1"', '')
            .replace('<duration>00:30', '<duration>')
            .replace('<title>開会 Opening</title>', ''),
        ),
      'line 20, event: must have a whole number from 1 as its id\nline 20, event: must have a <title>\nline 27, event duration: must be hh:mm, not ""',
    ],
    [
      '10,001 events',
      () =>
        bytes(
          writeScheduleXml(
            aSchedule(
              Array.from({ length: 10_001 }, (_, index) => anEvent({ id: index + 1, guid: guid(index + 1) })),
            ),
          ),
        ),
      'line 240020: has more than 10000 events.',
    ],
  ])('%s', (_what, file, expected) => {
    expect(refusal(() => readScheduleXml(file()))).toBe(expected);
  });

  test('no more than a hundred problems are told', () => {
    const events = Array.from({ length: 200 }, (_, index) =>
      anEvent({ id: index + 1, guid: guid(index + 1), title: '' }),
    );
    expect(
      refusal(() => readScheduleXml(bytes(writeScheduleXml(aSchedule(events))))).split('\n'),
    ).toHaveLength(100);
  });
});

describe('schedule.json is refused, with the path, for', () => {
  test.each<[string, () => Uint8Array, string]>([
    ['no bytes', () => bytes(''), 'The file is empty.'],
    ['white space', () => bytes('\n'), 'line 2, column 1: is not JSON.'],
    ['words', () => bytes('Program'), 'line 1, column 1: is not JSON.'],
    ['XML', () => bytes(xml), 'line 1, column 1: is not JSON.'],
    ['a cut file', () => bytes(json.slice(0, 900)), 'line 1, column 891: is not JSON.'],
    [
      'a key twice',
      () => bytes('{"schedule": {},\n"schedule": {}}'),
      'line 2, schedule: stands twice: which of the two is meant?',
    ],
    ['a comma too many', () => bytes('{\n "schedule": {},\n}'), 'line 3, column 1: is not JSON.'],
    ['a comment', () => bytes('{} // no'), 'line 1, column 4: is not JSON.'],
    ['two values', () => bytes('{}\n{}'), 'line 2, column 1: is not JSON.'],
    ['a number that is none', () => bytes('{"schedule": NaN}'), 'line 1, column 14: is not JSON.'],
    ['UTF-16', () => Buffer.from(`\uFEFF${json}`, 'utf16le'), 'The file is UTF-16; save it as UTF-8.'],
    [
      'a byte that is not UTF-8',
      () => Buffer.concat([bytes('{\n"a": "'), Uint8Array.of(0xff), bytes('"}')]),
      'line 2: is not UTF-8; save the file as UTF-8.',
    ],
    ['100,000 levels', () => bytes('['.repeat(100_000)), 'The file is nested too deeply.'],
    [
      '100,000 levels that end',
      () => bytes(`{"schedule": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
      'The file is nested too deeply.',
    ],
    ['more than 30 MB', () => new Uint8Array(30_000_001).fill(32), 'The file is larger than 30 MB.'],
    ['null', () => bytes('null'), 'the file: must be of type object'],
    ['a list', () => bytes('[]'), 'the file: must be of type object'],
    ['an empty object', () => bytes('{}'), 'schedule: is missing'],
    [
      'the second version of the format',
      () =>
        bytes('{"schedule": {"version": "1", "conference": {"title": "A", "acronym": "a", "events": []}}}'),
      'schedule.conference.days: is missing',
    ],
    [
      'a generator that is a word',
      () =>
        jsonWith((file) => {
          file.generator = 'x';
        }),
      'generator: must be of type object',
    ],
    [
      'no conference',
      () =>
        jsonWith((file) => {
          delete file.schedule.conference;
        }),
      'schedule.conference: is missing',
    ],
    [
      'a conference without a title',
      () =>
        jsonWith((file) => {
          delete file.schedule.conference.title;
        }),
      'schedule.conference.title: is missing',
    ],
    [
      'a blank title',
      () =>
        jsonWith((file) => {
          file.schedule.conference.title = ' ';
        }),
      'schedule.conference.title: must not be empty',
    ],
    [
      'a conference that starts never',
      () =>
        jsonWith((file) => {
          file.schedule.conference.start = '2026-11-31';
        }),
      'schedule.conference.start: must be a day such as 2026-11-24',
    ],
    [
      'no days',
      () =>
        jsonWith((file) => {
          file.schedule.conference.days = [];
        }),
      'schedule.conference.days: must have a day',
    ],
    [
      'days by name',
      () =>
        jsonWith((file) => {
          file.schedule.conference.days = {};
        }),
      'schedule.conference.days: must be of type array',
    ],
    [
      'a day without an index',
      () =>
        jsonWith((file) => {
          delete file.schedule.conference.days[0].index;
        }),
      'schedule.conference.days[0].index: must be a whole number from 1',
    ],
    [
      'the index 0',
      () =>
        jsonWith((file) => {
          file.schedule.conference.days[0].index = 0;
        }),
      'schedule.conference.days[0].index: must be a whole number from 1',
    ],
    [
      'a date in another form',
      () =>
        jsonWith((file) => {
          file.schedule.conference.days[0].date = '24.11.2026';
        }),
      'schedule.conference.days[0].date: must be a day such as 2026-11-24',
    ],
    [
      'a day that starts without an offset',
      () =>
        jsonWith((file) => {
          file.schedule.conference.days[0].day_start = '2026-11-24T00:00:00';
        }),
      'schedule.conference.days[0].day_start: must be a time with its offset, such as 2026-11-24T09:00:00+09:00',
    ],
    [
      'a list of rooms in a day',
      () =>
        jsonWith((file) => {
          file.schedule.conference.days[0].rooms = [];
        }),
      'schedule.conference.days[0].rooms: must be an object of rooms',
    ],
    [
      'a room that is no list',
      () =>
        jsonWith((file) => {
          file.schedule.conference.days[0].rooms = { A: {} };
        }),
      'schedule.conference.days[0].rooms.A: must be of type array',
    ],
    [
      'a room with the name of a property',
      () =>
        jsonWith((file) => {
          file.schedule.conference.days[0].rooms = JSON.parse('{"__proto__": 1}');
        }),
      'schedule.conference.days[0].rooms.__proto__: must be of type array',
    ],
    [
      'a room with a strange name',
      () =>
        jsonWith((file) => {
          file.schedule.conference.days[0].rooms = { '"] x': 1 };
        }),
      'schedule.conference.days[0].rooms[""] x"]: must be of type array',
    ],
    [
      'a room of the list without a name',
      () =>
        jsonWith((file) => {
          file.schedule.conference.rooms = [{ guid: '' }];
        }),
      'schedule.conference.rooms[0].name: is missing',
    ],
    [
      'a room of the list with a capacity in words',
      () =>
        jsonWith((file) => {
          file.schedule.conference.rooms = [{ name: 'A', capacity: 'many' }];
        }),
      'schedule.conference.rooms[0].capacity: must be of type number',
    ],
    [
      '1,001 rooms',
      () =>
        jsonWith((file) => {
          file.schedule.conference.rooms = Array.from({ length: 1_001 }, () => ({ name: 'A' }));
        }),
      'schedule.conference.rooms: must not have more than 1000 rooms',
    ],
    [
      'a track that is a word',
      () =>
        jsonWith((file) => {
          file.schedule.conference.tracks = ['x'];
        }),
      'schedule.conference.tracks[0]: must be of type object',
    ],
    [
      'an event that is a word',
      () =>
        jsonWith((file) => {
          file.schedule.conference.days[0].rooms['Hall A'] = ['x'];
        }),
      'schedule.conference.days[0].rooms["Hall A"][0]: must be of type object',
    ],
    [
      'an empty event',
      () =>
        jsonWith((file) => {
          file.schedule.conference.days[0].rooms['Hall A'] = [{}];
        }),
      'schedule.conference.days[0].rooms["Hall A"][0].id: must be a whole number from 1\nschedule.conference.days[0].rooms["Hall A"][0].title: is missing\nschedule.conference.days[0].rooms["Hall A"][0].date: is missing\nschedule.conference.days[0].rooms["Hall A"][0].duration: is missing',
    ],
    [
      'an id as text',
      () =>
        jsonWith((_file, event) => {
          event['id'] = '1';
        }),
      'schedule.conference.days[0].rooms["Hall A"][0].id: must be a whole number from 1',
    ],
    [
      'the id 0',
      () =>
        jsonWith((_file, event) => {
          event['id'] = 0;
        }),
      'schedule.conference.days[0].rooms["Hall A"][0].id: must be a whole number from 1',
    ],
    [
      'a broken id',
      () =>
        jsonWith((_file, event) => {
          event['id'] = 1.5;
        }),
      'schedule.conference.days[0].rooms["Hall A"][0].id: must be a whole number from 1',
    ],
    [
      'an id too large to count',
      () =>
        jsonWith((_file, event) => {
          event['id'] = 1e300;
        }),
      'schedule.conference.days[0].rooms["Hall A"][0].id: must be a whole number from 1',
    ],
    [
      'a guid that is none',
      () =>
        jsonWith((_file, event) => {
          event['guid'] = 'x';
        }),
      'schedule.conference.days[0].rooms["Hall A"][0].guid: must be a UUID',
    ],
    [
      'an event without a title',
      () =>
        jsonWith((_file, event) => {
          delete event['title'];
        }),
      'schedule.conference.days[0].rooms["Hall A"][0].title: is missing',
    ],
    [
      'a title that is a number',
      () =>
        jsonWith((_file, event) => {
          event['title'] = 7;
        }),
      'schedule.conference.days[0].rooms["Hall A"][0].title: must be of type string',
    ],
    [
      'a date without an offset',
      () =>
        jsonWith((_file, event) => {
          event['date'] = '2026-11-24T09:00:00';
        }),
      'schedule.conference.days[0].rooms["Hall A"][0].date: must be a time with its offset, such as 2026-11-24T09:00:00+09:00',
    ],
    [
      'a date that does not exist',
      () =>
        jsonWith((_file, event) => {
          event['date'] = '2026-11-31T09:00:00+09:00';
        }),
      'schedule.conference.days[0].rooms["Hall A"][0].date: must be a time with its offset, such as 2026-11-24T09:00:00+09:00',
    ],
    [
      'no duration',
      () =>
        jsonWith((_file, event) => {
          delete event['duration'];
        }),
      'schedule.conference.days[0].rooms["Hall A"][0].duration: is missing',
    ],
    [
      'a duration in minutes',
      () =>
        jsonWith((_file, event) => {
          event['duration'] = 30;
        }),
      'schedule.conference.days[0].rooms["Hall A"][0].duration: must be of type string',
    ],
    [
      'a duration in words',
      () =>
        jsonWith((_file, event) => {
          event['duration'] = 'soon';
        }),
      'schedule.conference.days[0].rooms["Hall A"][0].duration: must be hh:mm',
    ],
    [
      'persons that are words',
      () =>
        jsonWith((_file, event) => {
          event['persons'] = ['A'];
        }),
      'schedule.conference.days[0].rooms["Hall A"][0].persons[0]: must be of type object',
    ],
    [
      'persons by name',
      () =>
        jsonWith((_file, event) => {
          event['persons'] = { A: {} };
        }),
      'schedule.conference.days[0].rooms["Hall A"][0].persons: must be of type array',
    ],
    [
      'a link without an address',
      () =>
        jsonWith((_file, event) => {
          event['links'] = [{ title: 'x' }];
        }),
      'schedule.conference.days[0].rooms["Hall A"][0].links[0].url: is missing',
    ],
    [
      'a truth in words',
      () =>
        jsonWith((_file, event) => {
          event['do_not_record'] = 'yes';
        }),
      'schedule.conference.days[0].rooms["Hall A"][0].do_not_record: must be of type boolean',
    ],
    [
      'an event twice',
      () =>
        jsonWith((file, event) => {
          file.schedule.conference.days[0].rooms['B'] = [event];
        }),
      'schedule.conference.days[0].rooms.B[0]: must not have id 1, which another event has\nschedule.conference.days[0].rooms.B[0]: must not have guid 0192f000-0000-7000-8000-000000000001, which another event has',
    ],
    [
      '10,001 events',
      () =>
        jsonWith((file, event) => {
          file.schedule.conference.days[0].rooms['B'] = Array.from({ length: 10_000 }, () => event);
        }),
      'The file has more than 10000 events.',
    ],
  ])('%s', (_what, file, expected) => {
    expect(refusal(() => readScheduleJson(file()))).toBe(expected);
  });

  test('an address that is none is left out, and told', () => {
    const { value, notes } = readScheduleJson(
      jsonWith((_file, event) => {
        event['logo'] = 'javascript:alert(1)';
        event['links'] = [{ title: 'x', url: 'data:text/html,x' }];
      }),
    );
    expect(value.days[0]?.rooms[0]?.events[0]).toMatchObject({ logo: null, links: [] });
    expect(notes.map(({ path, message }) => `${path} ${message}`)).toEqual([
      'schedule.conference.days[0].rooms["Hall A"][0].links[0].url was left out: "data:text/html,x" is no http or https address',
      'schedule.conference.days[0].rooms["Hall A"][0].logo was left out: "javascript:alert(1)" is no http or https address',
    ]);
  });
});
