import { CsvError, parse } from 'csv-parse/sync';
import { FormatError, refuse, type FormatProblem, type Reading } from '../problem.js';
import { decode, firstBrokenLine, requireSize } from '../text.js';
import { TableBuilder, tableLimits, type Table } from './table.js';

const longestRow = 1_000_000;
/** The reader takes its time for each row that is shorter than the first, blank ones too. */
const mostRows = 100_000;

/**
 * Reads CSV (RFC 4180) as spreadsheets save it: separated by commas, semicolons or tabs, in UTF-8, in UTF-16 with byte
 * order mark, or in Shift_JIS as Windows has it (CP932). Notes tell of an encoding that was recognised. Blank rows are
 * left out, and the apostrophes that {@link writeCsv} puts before formulas are taken away.
 * @throws {FormatError} with lines
 */
export function readCsv(bytes: Uint8Array): Reading<Table> {
  requireSize(bytes, tableLimits.bytes);
  const { text, encoding } = decodeTable(bytes);
  const zero = text.indexOf('\0');
  if (zero !== -1) refuse(lineAt(text, zero), 'has a zero byte: the file is no CSV, or not in UTF-8.');
  const table = new TableBuilder();
  let line = 1;
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: longestRow,
      on_record: (cells: string[], { records }) => {
        if (records > mostRows)
          refuse(null, `The file has more than ${String(mostRows)} rows, blank ones among them.`);
        table.add(line, cells);
        line += 1 + cells.reduce((breaks, cell) => breaks + lineBreaks(cell), 0);
        return null;
      },
    });
  } catch (error) {
    if (error instanceof FormatError) throw error;
    refuse(line, messages[error instanceof CsvError ? error.code : ''] ?? 'can not be read as CSV.');
  }
  const notes: FormatProblem[] =
    encoding === 'UTF-8' ? [] : [{ line: null, path: '', message: `The file was read as ${encoding}.` }];
  return { value: table.table(), notes };
}

/** By csv-parse's codes. Lines are those that the row begins on. */
const messages: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'opens a quotation mark that is never closed.',
  CSV_INVALID_CLOSING_QUOTE: 'has text after a closing quotation mark.',
  INVALID_OPENING_QUOTE:
    'has a quotation mark inside a cell that does not begin with one; double it and quote the cell.',
  CSV_MAX_RECORD_SIZE: `has more than ${String(longestRow)} characters in one row.`,
};

/** The one of comma, semicolon and tab that the first row with text has most of, outside of quotation marks. */
function delimiterOf(text: string): string {
  // A quoted cell may have line breaks: it goes before the row is taken.
  const bare = /[^\r\n]+/.exec(text.slice(0, longestRow).replace(/"[^"]*"/g, ''))?.[0] ?? '';
  const count = (delimiter: string): number => bare.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

function lineBreaks(cell: string): number {
  return cell.match(/\r\n|\n|\r/g)?.length ?? 0;
}

function lineAt(text: string, index: number): number {
  return 1 + lineBreaks(text.slice(0, index));
}

type Encoding = 'UTF-8' | 'UTF-16' | 'Shift_JIS';

/** @throws {FormatError} where it can't be told which encoding a file has */
function decodeTable(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const [a, b] = bytes;
  const mark = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : null;
  if (mark !== null) {
    const text = decode(mark, bytes);
    if (text === null) refuse(null, 'The file begins like UTF-16 and is not; save it as CSV in UTF-8.');
    return { text, encoding: 'UTF-16' };
  }
  const utf8 = decode('utf-8', bytes);
  if (utf8 !== null) return { text: utf8, encoding: 'UTF-8' };
  const japanese = decode('shift_jis', bytes);
  if (japanese !== null && looksJapanese(japanese)) return { text: japanese, encoding: 'Shift_JIS' };
  refuse(
    firstBrokenLine(bytes),
    'has bytes that are not UTF-8, and the file is not clearly Japanese (Shift_JIS); save it as CSV in UTF-8.',
  );
}

/**
 * Many Western texts are valid Shift_JIS by chance: single accented letters become single kanji or half-width kana. Kana
 * of full width, or two kanji side by side, don't come about like that.
 */
function looksJapanese(text: string): boolean {
  return /[\u3041-\u3096\u30a1-\u30fa]|[\u4e00-\u9fff]{2}/.test(text);
}
