import { deflateSync, crc32 } from 'node:zlib';
import {
  aRelation,
  aWorkbook,
  anOfficeFile,
  inline,
  officeType,
  relationsXml,
  row,
  sheet,
} from '@plenary/testing/files';

/** What a file is sent as. */
type Kind = 'csv' | 'xlsx' | 'json' | 'xml' | 'vtt' | 'docx' | 'pptx' | 'png' | 'jpeg';

/** A small file that once took much, or was made to, with what is said of it in the end. */
export interface MeanFile {
  readonly name: string;
  readonly kind: Kind;
  readonly content: () => Uint8Array | string;
  /** The first words of the refusal; null where there is nothing against it. */
  readonly said: string | null;
}

export const mediaTypes: Readonly<Record<Kind, string>> = {
  csv: 'text/csv',
  xlsx: officeType('xlsx'),
  json: 'application/json',
  xml: 'application/xml',
  vtt: 'text/vtt',
  docx: officeType('docx'),
  pptx: officeType('pptx'),
  png: 'image/png',
  jpeg: 'image/jpeg',
};

const many = (count: number, make: (number: number) => string): string =>
  Array.from({ length: count }, (_, number) => make(number)).join('');

const headings = 'key,kind,title,people,join links,start\n';
const csv = (cells: string) => headings + cells;
const good = sheet(row(1, inline('A1', 'key'), inline('B1', 'kind')));
const styled = (code: string): Uint8Array =>
  aWorkbook(sheet(row(1, inline('A1', 'key'), inline('B1', 'kind'))), {
    styles: `<numFmts><numFmt numFmtId="200" formatCode="${code}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs>`,
  });
const withPart = (name: string, xml: string): Uint8Array => aWorkbook(good, { parts: { [name]: xml } });
const cues = (text: string) => `WEBVTT\n\n00:00.000 --> 00:02.000\n${text}\n`;
const schedule = (inner: string) => `<schedule><conference><title>A</title></conference>${inner}</schedule>`;

const pngOf = (width: number, height: number, ...chunks: Buffer[]): Buffer => {
  const head = Buffer.from('00000000000000000800000000', 'hex');
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    ...chunks,
    chunk('IEND', Buffer.alloc(0)),
  ]);
};
const chunk = (type: string, content: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), content]);
  const [head, end] = [Buffer.alloc(4), Buffer.alloc(4)];
  head.writeUInt32BE(content.length);
  end.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, end]);
};
/** Grey, a byte a pixel and one a line. */
const pixels = (width: number, height: number) =>
  chunk('IDAT', deflateSync(Buffer.alloc((width + 1) * height)));

const tooLarge = 'file: The file grows too large when it is unpacked.';
const tooMuch = 'file: needs too much memory to be read';
const blank = 'file: The file has more than 100000 rows, blank ones among them.';
const notAsked = 'file: must be image/jpeg or image/png, by its content and as declared';

export const meanFiles: readonly MeanFile[] = [
  // Workbooks.
  {
    name: 'a number format of 100,000 [',
    kind: 'xlsx',
    content: () => styled('['.repeat(100_000)),
    said: null,
  },
  {
    name: 'a number format of 100,000 quotes',
    kind: 'xlsx',
    content: () => styled('&quot;'.repeat(100_001)),
    said: null,
  },
  {
    name: '900 parts of relationships',
    kind: 'xlsx',
    content: () =>
      aWorkbook(good, {
        parts: Object.fromEntries(
          Array.from({ length: 900 }, (_, number) => [`a/_rels/${String(number)}.rels`, relationsXml([])]),
        ),
      }),
    said: null,
  },
  {
    name: '100,000 relationships',
    kind: 'xlsx',
    content: () =>
      withPart(
        'a/_rels/b.rels',
        relationsXml(Array.from({ length: 100_000 }, (_, number) => aRelation('theme', String(number)))),
      ),
    said: 'file: The file grows too large',
  },
  {
    name: 'elements in elements',
    kind: 'xlsx',
    content: () => aWorkbook(`${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`),
    said: 'xl/worksheets/sheet1.xml: nests elements deeper than 32. (line 2)',
  },
  {
    name: '50,000 attributes',
    kind: 'xlsx',
    content: () => aWorkbook(`<sheetData ${many(50_000, (number) => `a${String(number)}="" `)}/>`),
    said: 'xl/worksheets/sheet1.xml: has more than 64 attributes in one element. (line 2)',
  },
  {
    name: 'a row numbered two hundred million',
    kind: 'xlsx',
    content: () => aWorkbook(sheet(row(200_000_000, inline('A1', 'key')))),
    said: 'file: The sheet is damaged: its rows are not in order (line 2 of its XML).',
  },
  {
    name: '300,000 empty texts',
    kind: 'xlsx',
    content: () =>
      aWorkbook(good, { texts: many(300_000, (number) => `<si><t>${String(number % 7_919)}</t></si>`) }),
    said: null,
  },
  {
    name: 'entities in entities',
    kind: 'xlsx',
    content: () =>
      withPart(
        'xl/styles.xml',
        '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><styleSheet>&b;</styleSheet>',
      ),
    said: 'file: The file has a document type (<!DOCTYPE>) in it.',
  },
  {
    name: 'a thousand times its size',
    kind: 'xlsx',
    content: () => withPart('xl/worksheets/sheet1.xml', ' '.repeat(10_000_000)),
    said: tooLarge,
  },
  {
    name: 'larger than it says',
    kind: 'xlsx',
    content: () => lying(withPart('xl/styles.xml', `<styleSheet>${'<!-- -->'.repeat(100_000)}</styleSheet>`)),
    said: 'xl/styles.xml: is not well-formed XML',
  },
  {
    name: '6,000 parts',
    kind: 'xlsx',
    content: () =>
      aWorkbook(good, {
        parts: Object.fromEntries(Array.from({ length: 6_000 }, (_, number) => [`a/${String(number)}`, ''])),
      }),
    said: 'file: The file has more than 5000 parts.',
  },
  // Tables.
  { name: '400,000 line breaks', kind: 'csv', content: () => csv('\n'.repeat(400_000)), said: blank },
  { name: '5 MB of carriage returns', kind: 'csv', content: () => csv('\r'.repeat(5_000_000)), said: blank },
  { name: '900,000 commas', kind: 'csv', content: () => csv(','.repeat(900_000)), said: null },
  {
    name: '5 MB of quotation marks',
    kind: 'csv',
    content: () => csv('"'.repeat(5_000_001)),
    said: 'rows.2: has more than 1000000 characters in one row.',
  },
  {
    name: 'a quotation mark that is never closed',
    kind: 'csv',
    content: () => csv(`"${'a\n'.repeat(400_000)}`),
    said: 'rows.2: opens a quotation mark that is never closed.',
  },
  {
    name: '300 rows of brackets for people',
    kind: 'csv',
    content: () =>
      csv(many(300, (number) => `s${String(number)},TALK,A,SPEAKER: a${' ['.repeat(16_000)},,\n`)),
    said: 'rows.2.people: names a new person, whose name must not be longer than 100 characters',
  },
  {
    name: '300 rows of spaces for people',
    kind: 'csv',
    content: () =>
      csv(many(300, (number) => `s${String(number)},TALK,A,SPEAKER: a${' '.repeat(32_000)}b,,\n`)),
    said: 'rows.2.people: names a new person, whose name must not be longer than 100 characters',
  },
  {
    name: '300 rows of spaces for a time',
    kind: 'csv',
    content: () =>
      csv(many(300, (number) => `s${String(number)},TALK,A,,,2026-11-24${' '.repeat(32_000)}b\n`)),
    said: 'rows.2.start: must be a date and a time such as 2026-11-24 09:00',
  },
  {
    name: '9,999 rows of ten links',
    kind: 'csv',
    content: () =>
      csv(
        many(
          9_999,
          (number) =>
            `s${String(number)},PRESENTATION,A,,"${many(10, (link) => `a${String(link)}: https://a.example/\n`)}",\n`,
        ),
      ),
    said: 'rows.2.join links: Invalid key in record',
  },
  {
    name: 'half of a Japanese character, a million times',
    kind: 'csv',
    content: () => Buffer.alloc(1_000_000, 0x83),
    said: 'rows.1: has more than 1000000 characters in one row.',
  },
  {
    name: 'half of a character in UTF-16, a million times',
    kind: 'csv',
    content: () => Buffer.concat([Buffer.from('\uFEFF', 'utf16le'), Buffer.alloc(2_000_000, 0xd8)]),
    said: 'file: The file begins like UTF-16 and is not; save it as CSV in UTF-8.',
  },
  // JSON.
  {
    name: '2,000,000 lists in lists',
    kind: 'json',
    content: () => `{"format":"plenary-event/1","event":${'['.repeat(2_000_000)}${']'.repeat(2_000_000)}}`,
    said: 'file: The file is nested too deeply.',
  },
  {
    name: '6,000,000 empty lists',
    kind: 'json',
    content: () => `{"format":"plenary-event/1","questions":[${'[],'.repeat(6_000_000)}[]]}`,
    said: tooMuch,
  },
  {
    name: '300,000 empty sessions',
    kind: 'json',
    content: () => `{"format":"plenary-event/1","sessions":[${'{},'.repeat(300_000)}{}]}`,
    said: 'sessions: Too big: expected array to have <=10000 items',
  },
  {
    name: '50,000 rooms of a day',
    kind: 'json',
    content: () =>
      `{"schedule":{"conference":{"title":"A","days":[{"index":1,"date":"2026-11-24","day_start":"2026-11-24T09:00:00Z","day_end":"2026-11-24T10:00:00Z","rooms":{${many(50_000, (number) => `"${String(number)}a":[],`)}"z":[]}}]}}}`,
    said: null,
  },
  // Schedules.
  {
    name: '500,000 elements in elements',
    kind: 'xml',
    content: () => schedule('<a>'.repeat(500_000)),
    said: 'lines.1: nests elements deeper than 16.',
  },
  {
    name: 'a comment of 15 MB',
    kind: 'xml',
    content: () => schedule(`<!--${'a'.repeat(15_000_000)}-->`),
    said: 'lines.1: has more than 1000000 characters in one piece.',
  },
  {
    name: 'a billion laughs',
    kind: 'xml',
    content: () =>
      `<!DOCTYPE a [<!ENTITY a "ha">${many(9, (number) => `<!ENTITY a${String(number)} "${`&a${String(number - 1)};`.repeat(10)}">`)}]><schedule>&a8;</schedule>`,
    said: 'lines.1: has a document type (<!DOCTYPE>), which is not read.',
  },
  {
    name: '400,000 days',
    kind: 'xml',
    content: () => schedule('<day index="1" date="no"/>'.repeat(400_000)),
    said: 'lines.1.day: must have a date such as 2026-11-24, not "no"',
  },
  // Transcripts.
  {
    name: 'a label of 60,000 brackets',
    kind: 'vtt',
    content: () => cues(`<v a${')'.repeat(60_000)}b>Good morning`),
    said: 'file: names a speaker "a)))))))))))))))))))))))))))))…" with more than 200 characters',
  },
  {
    name: '20,000 tags in tags',
    kind: 'vtt',
    content: () => cues(`${'<i>'.repeat(20_000)}a`),
    said: 'file: is nested too deeply to be read',
  },
  {
    name: '30,000 speakers',
    kind: 'vtt',
    content: () =>
      `WEBVTT\n\n${many(30_000, (number) => `00:00.000 --> 00:02.000\n<v a,b,c,d,${String(number)}>A\n\n`)}`,
    said: 'file: names 30000 speakers; 2000 are the most',
  },
  {
    name: '400,000 settings',
    kind: 'vtt',
    content: () =>
      `WEBVTT\n\n00:00.000 --> 00:02.000 ${many(400_000, (number) => `a${String(number)}:b `)}\nA\n`,
    said: 'file: takes too long to be read',
  },
  {
    name: '200,000 arrows',
    kind: 'vtt',
    content: () => `WEBVTT\n\n${'-->\n'.repeat(200_000)}`,
    said: 'line 3: Timestamp must start with a character in the range 0-9.',
  },
  {
    name: '400 words of 10,000 letters',
    kind: 'vtt',
    content: () => cues(`<v Smith>${`${'a'.repeat(10_000)} `.repeat(400)}`),
    said: null,
  },
  {
    name: '60,000 cues of one speaker',
    kind: 'vtt',
    content: () =>
      `WEBVTT\n\n${'00:00.000 --> 00:02.000\n<v Smith>We spoke of bridges and of water.\n\n'.repeat(60_000)}`,
    said: null,
  },
  // Materials.
  {
    name: 'a template elsewhere',
    kind: 'docx',
    content: () =>
      anOfficeFile('docx', {
        relations: [aRelation('attachedTemplate', 'https://evil.example/a.dotm', 'External')],
      }),
    said: 'file: The file has links to other files or to a template; break them (File, Info, Edit Links to Files).',
  },
  {
    name: 'macros under the name of a theme',
    kind: 'pptx',
    content: () =>
      anOfficeFile('pptx', { parts: { 'ppt/theme.xml': Buffer.from('d0cf11e0a1b11ae1', 'hex') } }),
    said: 'file: The file has macros or embedded objects (OLE); save it without them.',
  },
  {
    name: 'a presentation of a thousand times its size',
    kind: 'pptx',
    content: () => anOfficeFile('pptx', { parts: { 'ppt/media/a.bmp': new Uint8Array(5_000_000) } }),
    said: tooLarge,
  },
  // Pictures.
  {
    name: 'ten thousand million pixels',
    kind: 'png',
    content: () => pngOf(100_000, 100_000, pixels(10, 10)),
    said: 'file: has more than 50 million pixels',
  },
  {
    name: 'more pixels than are in it',
    kind: 'png',
    content: () => pngOf(7_000, 7_000, pixels(10, 10)),
    said: notAsked,
  },
  {
    name: '49 million pixels in 50 kB',
    kind: 'png',
    content: () => pngOf(7_000, 7_000, pixels(7_000, 7_000)),
    said: null,
  },
  {
    name: '300,000 chunks',
    kind: 'png',
    content: () =>
      pngOf(
        10,
        10,
        Buffer.concat(Array.from({ length: 300_000 }, () => chunk('tEXt', Buffer.from('a\0')))),
        pixels(10, 10),
      ),
    said: null,
  },
  {
    name: 'a profile of 500 MB',
    kind: 'png',
    content: () =>
      pngOf(
        10,
        10,
        chunk('iCCP', Buffer.concat([Buffer.from('a\0\0'), deflateSync(Buffer.alloc(100_000_000))])),
        pixels(10, 10),
      ),
    said: null,
  },
  {
    name: 'a million segments',
    kind: 'jpeg',
    content: () =>
      Buffer.concat([
        Buffer.from('ffd8', 'hex'),
        Buffer.from('ffe10003'.concat('00').repeat(900_000), 'hex'),
      ]),
    said: notAsked,
  },
];

/** The same, whose list says of each part that it is small. */
function lying(file: Uint8Array): Buffer {
  const bytes = Buffer.from(file);
  for (let at = bytes.indexOf('PK\x01\x02'); at !== -1; at = bytes.indexOf('PK\x01\x02', at + 1))
    if (bytes.readUInt32LE(at + 24) >= 100_000) bytes.writeUInt32LE(2_000, at + 24);
  return bytes;
}
