import { readCsv, readTable, readXlsx, writeCsv, writeXlsx, type NewTable } from '@plenary/formats/tables';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { bytes, text } from './examples.js';
import { aWorkbook, inline, number, row, sheet } from '@plenary/testing/files';

const table: NewTable = {
  columns: ['Title', 'Start', '=Key'],
  rows: [{ cells: ['開会 "Opening", day 1', '2026-11-24T09:00', '=1+1'] }, { cells: ["'tis", '', "'-2"] }],
};

const cell = fc.oneof(
  text,
  fc.constantFrom(
    "'",
    "''=1",
    '\tx',
    '\rx',
    ' =1',
    '－5',
    '＠x',
    '_x0041_',
    ' a ',
    'a;b',
    '1\t2',
    'a\rb',
    '0012',
    '1E5',
  ),
);

/** Tables without blank rows, which neither format gives back. */
const tables: fc.Arbitrary<NewTable> = fc
  .uniqueArray(
    text.filter((name) => name !== '' && name.length < 50),
    { minLength: 1, maxLength: 5 },
  )
  .chain((columns) =>
    fc.record({
      columns: fc.constant(columns),
      rows: fc.array(
        fc
          .array(cell, { minLength: columns.length, maxLength: columns.length })
          .filter((cells) => cells.some((value) => value.trim() !== ''))
          .map((cells) => ({ cells })),
        { maxLength: 5 },
      ),
    }),
  );

function withoutLines({ columns, rows }: NewTable): NewTable {
  return { columns, rows: rows.map(({ cells }) => ({ cells })) };
}

describe('CSV', () => {
  test('is written as Excel reads it: with a byte order mark, and nothing that runs', () => {
    expect(writeCsv(table)).toBe(
      '\uFEFFTitle,Start,\'=Key\r\n"開会 ""Opening"", day 1",2026-11-24T09:00,\'=1+1\r\n\'tis,,\'\'-2\r\n',
    );
  });

  test('read back, every table is the same, to the apostrophe', () => {
    fc.assert(
      fc.property(tables, (written) => {
        const { value, notes } = readCsv(bytes(writeCsv(written)));
        expect(withoutLines(value)).toEqual(written);
        expect(notes).toEqual([]);
      }),
    );
  });

  test('no cell of it begins as a formula, in any spelling', () => {
    fc.assert(
      fc.property(tables, (written) => {
        const { rows } = readCsv(bytes(writeCsv(written).replaceAll("'", '’'))).value;
        expect(
          rows.flatMap(({ cells }) => cells).filter((value) => /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(value)),
        ).toEqual([]);
      }),
    );
  });

  test.each([
    ['commas', 'a,b\r\n1,2\r\n'],
    ['semicolons', 'a;b\n1;2'],
    ['tabs, and old line ends', 'a\tb\r1\t2\r'],
    ['a byte order mark', '\uFEFFa,b\n1,2'],
    ['mixed line ends', 'a,b\r\n1,2\n'],
    ['quotation marks', '"a","b"\n"1","2"'],
    ['blank rows before and after', '\n,,\na,b\n\n1,2\n , \n'],
    ['columns without headings and without texts', 'a,,b,\n1,,2,\n'],
    ['short rows and spaces around headings', ' a , b,c\n1,2\n'],
  ])('with %s is read', (_what, csv) => {
    const { columns, rows } = readCsv(bytes(csv)).value;
    expect(columns.slice(0, 2)).toEqual(['a', 'b']);
    expect(rows.map(({ cells }) => cells.slice(0, 2))).toEqual([['1', '2']]);
  });

  test('lines are those that a row begins on, whatever its cells hold', () => {
    expect(readCsv(bytes('\n\na,b\n"x\r\ny\nz",1\n\n"p",2\n')).value.rows).toEqual([
      { line: 4, cells: ['x\r\ny\nz', '1'] },
      { line: 8, cells: ['p', '2'] },
    ]);
  });

  test('Shift_JIS of Japanese Windows is recognised, and told', () => {
    // 題名,部屋 / ①髙橋～,第１会場
    const csv = Uint8Array.from(
      Buffer.from('91e896bc2c959489ae0d0a8740eee08bb481602c91e6825089ef8fea0d0a', 'hex'),
    );
    expect(readCsv(csv)).toEqual({
      value: { columns: ['題名', '部屋'], rows: [{ line: 2, cells: ['①髙橋～', '第１会場'] }] },
      notes: [{ line: null, path: '', message: 'The file was read as Shift_JIS.' }],
    });
  });

  test.each(['utf16le', 'utf-16be'] as const)(
    '%s with byte order mark is recognised, and told',
    (encoding) => {
      const little = Buffer.from('\uFEFF題名\t部屋\r\n開会\tA\r\n', 'utf16le');
      const { value, notes } = readCsv(encoding === 'utf16le' ? little : little.swap16());
      expect(value).toEqual({ columns: ['題名', '部屋'], rows: [{ line: 2, cells: ['開会', 'A'] }] });
      expect(notes).toEqual([{ line: null, path: '', message: 'The file was read as UTF-16.' }]);
    },
  );
});

describe('XLSX', () => {
  test('read back, every table is the same, to the apostrophe', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (written) => {
        const { value, notes } = readXlsx(await writeXlsx(written, { name: 'Program' }));
        expect(withoutLines(value)).toEqual(written);
        expect(notes).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('every cell is text and none a formula; headings are frozen; choices stand in a sheet that nobody sees', async () => {
    const file = await writeXlsx(table, { name: 'Program', choices: { Start: ['A, B', 'C'] } });
    const parts = unzipSync(file);
    const xml = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(xml.match(/<c [^>]*>/g)?.filter((tag) => !tag.includes(' t="s"'))).toEqual([]);
    expect(xml).not.toContain('<f>');
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" state="frozen"');
    expect(xml).toContain('<formula1>Lists!$A$1:$A$2</formula1>');
    expect(xml).toContain('sqref="B2:B10001"');
    expect(strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array())).toContain('state="veryHidden"');
    expect(readXlsx(file)).toMatchObject({ value: { columns: table.columns }, notes: [] });
  });

  test('the same table makes the same bytes', async () => {
    const write = (): Promise<Uint8Array> => writeXlsx(table, { name: 'Program' });
    expect(await write()).toEqual(await write());
  });

  const styles = `<numFmts count="4"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\\ hh:mm"/><numFmt numFmtId="165" formatCode="[h]:mm"/><numFmt numFmtId="166" formatCode="[Red]0.00&quot;days&quot;"/><numFmt numFmtId="167" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></numFmts><cellXfs count="9"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="20"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/><xf numFmtId="49"/></cellXfs>`;

  function cellOf(xml: string, from1904 = false): string | undefined {
    const workbook = `<workbookPr${from1904 ? ' date1904="1"' : ''}/><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets>`;
    const file = aWorkbook(sheet(row(1, inline('A1', 'a')), row(2, xml)), { styles, workbook });
    return readXlsx(file).value.rows[0]?.cells[0];
  }

  test.each([
    ['a date', number('A2', '46350', 1), '2026-11-24'],
    ['a date with its time', number('A2', '46350.375', 2), '2026-11-24T09:00'],
    ['midnight', number('A2', '46350', 2), '2026-11-24T00:00'],
    ['seconds', number('A2', '46350.37501157', 2), '2026-11-24T09:00:01'],
    ['a third of a day, not quite', number('A2', '46350.38888888889', 2), '2026-11-24T09:20'],
    ['a time of day', number('A2', '0.375', 3), '09:00'],
    ['a day that is shown as its time', number('A2', '46350.375', 3), '2026-11-24T09:00'],
    ['a time that is shown as its day', number('A2', '46350.375', 1), '2026-11-24T09:00'],
    ['almost midnight', number('A2', '46349.9999999', 2), '2026-11-24T00:00'],
    ['a Japanese format', number('A2', '46350.375', 4), '2026-11-24T09:00'],
    ['a Japanese era', number('A2', '46350', 7), '2026-11-24'],
    ['a duration', number('A2', '1.5', 5), '36:00'],
    ['a number with a colour and a unit', number('A2', '3', 6), '3'],
    ['the first day of 1900', number('A2', '1', 1), '1900-01-01'],
    ['the last before the day that never was', number('A2', '59', 1), '1900-02-28'],
    ['the first after it', number('A2', '61', 1), '1900-03-01'],
    ['a whole number', number('A2', '1E2'), '100'],
    ['a broken number', number('A2', '0.30000000000000004'), '0.30000000000000004'],
    ['a number kept as text', `<c r="A2" t="str" s="8"><v>0012</v></c>`, '0012'],
    ['a truth', `<c r="A2" t="b"><v>1</v></c>`, 'TRUE'],
    ['an ISO date', `<c r="A2" t="d"><v>2026-11-24T09:00:00.000Z</v></c>`, '2026-11-24T09:00'],
    ['a formula’s last result', `<c r="A2" t="str"><f>B1&amp;"x"</f><v>ax</v></c>`, 'ax'],
    ['white space', inline('A2', ' a\n b '), ' a\n b '],
    ['a carriage return', inline('A2', 'a_x000D_b_x005F_x0041_'), 'a\rb_x0041_'],
    [
      'rich text',
      `<c r="A2" t="inlineStr"><is><r><t>One </t></r><r><rPr><b/></rPr><t>two</t></r></is></c>`,
      'One two',
    ],
    [
      'furigana',
      `<c r="A2" t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></is></c>`,
      '東京',
    ],
  ])('%s', (_what, xml, expected) => {
    expect(cellOf(xml)).toBe(expected);
  });

  test.each([
    ['a date', number('A2', '44888', 1), '2026-11-24'],
    ['a date with its time', number('A2', '44888.375', 2), '2026-11-24T09:00'],
    ['a time of day', number('A2', '0.375', 3), '09:00'],
    ['the first day', number('A2', '0', 1), '1904-01-01'],
  ])('in the system of 1904: %s', (_what, xml, expected) => {
    expect(cellOf(xml, true)).toBe(expected);
  });

  test('shared texts, prefixes, blank rows and cells that are only coloured are read as they are meant', () => {
    const file = aWorkbook(
      sheet(
        row(3, `<c r="B3" t="s"><v>0</v></c>`, `<c r="C3" t="s"><v>1</v></c>`),
        row(5, `<c r="A5" s="1"/>`, `<c r="D5" s="1"/>`),
        row(9, `<c r="B9" t="s"><v>2</v></c>`, `<c r="D9" s="1"/>`),
      ),
      {
        texts:
          '<si><t>Title</t></si><si><t>Room</t></si><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>',
      },
    );
    const expected = { columns: ['Title', 'Room'], rows: [{ line: 9, cells: ['東京', ''] }] };
    expect(readXlsx(file)).toEqual({ value: expected, notes: [] });
    const prefixed = strFromU8(unzipSync(file)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
      .replace(/<(\/?)(\w)/g, '<$1x:$2')
      .replace('xmlns=', 'xmlns:x=');
    const texts = strFromU8(unzipSync(file)['xl/sharedStrings.xml'] ?? new Uint8Array());
    const parts = { 'xl/worksheets/sheet1.xml': prefixed, 'xl/sharedStrings.xml': texts };
    expect(readXlsx(aWorkbook('', { parts })).value).toEqual(expected);
  });

  test('rows and cells without their numbers follow each other', () => {
    const file = aWorkbook(
      '<sheetData><row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row><row><c/><c><v>2</v></c></row></sheetData>',
    );
    expect(readXlsx(file).value).toEqual({ columns: ['a', 'b'], rows: [{ line: 2, cells: ['', '2'] }] });
  });

  test('formulas, merged cells and other sheets are told', () => {
    const file = aWorkbook(
      `${sheet(
        row(1, inline('A1', 'a'), inline('B1', 'b')),
        row(2, `<c r="A2"><f>1+1</f><v>2</v></c>`, `<c r="B2" t="str"><f>A2&amp;""</f><v>2</v></c>`),
      )}<mergeCells><mergeCell ref="A3:A4"/></mergeCells>`,
      {
        workbook:
          '<sheets><sheet name="Secret" sheetId="3" state="hidden" r:id="r2"/><sheet name="A" sheetId="1" r:id="r1"/><sheet name="B" sheetId="2" r:id="r2"/><sheet name="Lists" sheetId="4" state="veryHidden" r:id="r2"/></sheets>',
      },
    );
    expect(readXlsx(file)).toEqual({
      value: { columns: ['a', 'b'], rows: [{ line: 2, cells: ['2', '2'] }] },
      notes: [
        { line: null, path: 'sheet "Secret"', message: 'was left out: only the first visible sheet is read' },
        { line: null, path: 'sheet "B"', message: 'was left out: only the first visible sheet is read' },
        { line: 2, path: 'A2', message: 'has a formula; its last result was read (and 1 more)' },
        { line: null, path: 'A3:A4', message: 'is merged; its text was read for the first cell only' },
      ],
    });
  });
});

test('a table is known by its content, whatever its file is called', async () => {
  const { value: fromCsv } = readTable(bytes(writeCsv(table)));
  const { value: fromXlsx } = readTable(await writeXlsx(table, { name: 'Program' }));
  expect(fromCsv).toEqual({
    columns: table.columns,
    rows: table.rows.map((cells, place) => ({ line: place + 2, ...cells })),
  });
  expect(fromXlsx).toEqual(fromCsv);
});
