import { randomBytes } from 'node:crypto';
import { FormatError } from '@plenary/formats';
import { judgeOffice } from '@plenary/formats/office';
import { zipSync } from 'fflate';
import { aRelation, anOfficeFile, officeType } from '@plenary/testing/files';

const ole = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]);
const doctype = '<!DOCTYPE w:document [<!ENTITY a "a">]><w:document xmlns:w="w">&a;</w:document>';
const workbook = anOfficeFile('xlsx');
const macros = (kind: string) => `The file has macros; save it as ${kind} without them.`;
const word = macros('a Word document (.docx)');
const links =
  'The file has links to other files or to a template; break them (File, Info, Edit Links to Files).';
const objects = 'The file has embedded objects (OLE); put pictures in their place.';
const hidden = 'The file has macros or embedded objects (OLE); save it without them.';
const documentType = 'The file has a document type (<!DOCTYPE>) in it.';
const tooLarge = 'The file grows too large when it is unpacked.';
const utf16 = (text: string, mark: string) => Buffer.from(mark + text, 'utf16le');

test.each(['docx', 'pptx', 'xlsx'] as const)('%s is known by what it holds', (kind) => {
  const relations = [
    aRelation('hyperlink', 'https://example.org/', 'External'),
    aRelation('package', '../embeddings/sheet.xlsx'),
  ];
  const parts = {
    'embeddings/sheet.xlsx': workbook,
    'docProps/app.xml':
      '\uFEFF<?xml version="1.0"?>\n<!-- no <!DOCTYPE> --><Properties>&lt;!DOCTYPE&gt;</Properties>',
    'customXml/item1.xml': utf16('<?xml version="1.0"?><a/>', '\uFEFF'),
    'printerSettings1.bin': 'a printer',
  };
  expect(judgeOffice(anOfficeFile(kind, { relations, parts }))).toBe(officeType(kind));
});

const hostile: [what: string, file: () => Uint8Array, said: string][] = [
  [
    'a template elsewhere',
    () =>
      anOfficeFile('docx', {
        relations: [aRelation('attachedTemplate', 'http://evil.example/a.dotm', 'External')],
      }),
    links,
  ],
  [
    'a template elsewhere that is not said to be',
    () => anOfficeFile('docx', { relations: [aRelation('attachedTemplate', 'file:///c:/a.dotm')] }),
    links,
  ],
  [
    'a template on a share',
    () => anOfficeFile('docx', { relations: [aRelation('attachedTemplate', '\\\\evil\\a.dotm')] }),
    links,
  ],
  [
    'a picture elsewhere',
    () => anOfficeFile('pptx', { relations: [aRelation('image', 'https://evil.example/a.png', 'External')] }),
    links,
  ],
  ['macros', () => anOfficeFile('docx', { parts: { 'word/vbaProject.bin': 'x' } }), word],
  [
    'macros by their type',
    () =>
      anOfficeFile('docx', {
        types:
          '<Default Extension="xyz" ContentType="application/vnd.ms-office.vbaProject"/><Default Extension="rels" ContentType="a/b"/>',
      }),
    word,
  ],
  [
    'macros by their relationship',
    () => anOfficeFile('docx', { relations: [aRelation('vbaProject', 'theme.xyz')] }),
    word,
  ],
  [
    'macros under the name of a theme',
    () => anOfficeFile('pptx', { parts: { 'ppt/theme.xml': ole } }),
    hidden,
  ],
  [
    'macros in a workbook in it',
    () =>
      anOfficeFile('pptx', {
        parts: { 'ppt/a.xlsx': anOfficeFile('xlsx', { parts: { 'xl/vbaProject.bin': 'x' } }) },
      }),
    macros('an Excel workbook (.xlsx)'),
  ],
  [
    'the main part of a document with macros',
    () =>
      anOfficeFile('docx', {
        types:
          '<Override PartName="/word/a.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
      }),
    word,
  ],
  [
    'a control',
    () => anOfficeFile('pptx', { relations: [aRelation('control', 'a.xml')] }),
    macros('a PowerPoint presentation (.pptx)'),
  ],
  [
    'an embedded object',
    () => anOfficeFile('pptx', { relations: [aRelation('oleObject', 'embeddings/a.bin')] }),
    objects,
  ],
  [
    'an embedded object by its type',
    () =>
      anOfficeFile('pptx', {
        types:
          '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/>',
      }),
    objects,
  ],
  [
    'another document taken in',
    () => anOfficeFile('docx', { relations: [aRelation('aFChunk', 'a.rtf')] }),
    objects,
  ],
  ['a document type', () => anOfficeFile('docx', { parts: { 'word/document.xml': doctype } }), documentType],
  [
    'a document type behind a comment',
    () =>
      anOfficeFile('docx', { parts: { 'word/document.xml': `<?xml version="1.0"?><!-- a -->\n${doctype}` } }),
    documentType,
  ],
  [
    'a document type in UTF-16',
    () => anOfficeFile('docx', { parts: { 'word/document.xml': utf16(doctype, '\uFEFF') } }),
    documentType,
  ],
  [
    'a document type in UTF-16 without mark',
    () => anOfficeFile('docx', { parts: { 'word/document.xml': utf16(doctype, '') } }),
    documentType,
  ],
  [
    'a document type behind much space',
    () => anOfficeFile('docx', { parts: { 'word/document.xml': ' '.repeat(200_000) + doctype } }),
    documentType,
  ],
  [
    'a thousand times its size',
    () => anOfficeFile('docx', { parts: { 'word/media/a.bmp': new Uint8Array(2_000_000) } }),
    tooLarge,
  ],
  [
    'much more than is read',
    () =>
      claiming(
        49_000_000,
        anOfficeFile('docx', {
          parts: Object.fromEntries(['a', 'b', 'c'].map((name) => [name, randomBytes(100_000)])),
        }),
      ),
    tooLarge,
  ],
  [
    'more parts than are read',
    () =>
      anOfficeFile('docx', {
        parts: Object.fromEntries(Array.from({ length: 5_000 }, (_, number) => [`a/${String(number)}`, ''])),
      }),
    'The file has more than 5000 parts.',
  ],
  [
    'a file in a file in a file',
    () => anOfficeFile('docx', { parts: { a: anOfficeFile('xlsx', { parts: { b: workbook } }) } }),
    'The file has files in files in it.',
  ],
  [
    'an archive in it',
    () => anOfficeFile('docx', { parts: { a: zipSync({ 'evil.exe': Buffer.from('MZ') }) } }),
    'The file is no Excel workbook (.xlsx).',
  ],
  [
    'no main part',
    () => anOfficeFile('docx', { parts: { '_rels/.rels': null } }),
    'The file is no Word document, PowerPoint presentation or Excel workbook.',
  ],
  [
    'no list of its types',
    () => anOfficeFile('pptx', { parts: { '[Content_Types].xml': null } }),
    'The file is no PowerPoint presentation (.pptx).',
  ],
  ['half of it', () => anOfficeFile('docx').subarray(0, 200), 'The file is damaged: it can not be unpacked.'],
];

test.each(hostile)('%s is refused', (_what, file, said) => {
  expect(refusalOf(file())).toBe(said);
});

function refusalOf(file: Uint8Array): string {
  try {
    return judgeOffice(file);
  } catch (error) {
    if (error instanceof FormatError) return error.message;
    throw error;
  }
}

/** The same, whose list says of each large part that it is of this size. */
function claiming(size: number, file: Buffer): Buffer {
  for (let at = file.indexOf('PK\x01\x02'); at !== -1; at = file.indexOf('PK\x01\x02', at + 1))
    if (file.readUInt32LE(at + 24) >= 100_000) file.writeUInt32LE(size, at + 24);
  return file;
}
