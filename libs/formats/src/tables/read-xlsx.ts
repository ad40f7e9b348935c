import { isOle } from '../office/signatures.js';
import { refuse, type FormatProblem, type Reading } from '../problem.js';
import { requireSize } from '../text.js';
import { walkXml, type XmlStart } from '../xml.js';
import { dayNumberText, decodeText, isoDateText } from './excel-values.js';
import { TableBuilder, columnName, tableLimits, type Table } from './table.js';
import { openWorkbook, type Workbook } from './workbook.js';

const sheetLimits = { bytes: 60_000_000, depth: 32, elements: 2_000_000 };
const lastRow = 1_048_576;

/**
 * Reads the first visible sheet of an Excel workbook (.xlsx), known by its content. Dates and times become texts of the
 * wall clock; of a formula its last result is taken, of rich text the words without furigana, of merged cells the first.
 * Notes tell of formulas, merged cells and other sheets.
 *
 * Reading is our own on a strict XML parser, because libraries read what the file claims: one takes ten seconds for
 * three kilobytes of column definitions, another ends the process at a row numbered two hundred million, and malformed
 * XML comes out as an empty sheet.
 * @throws {FormatError} with rows as lines; for encrypted, old (.xls) and damaged files, and all that
 *   {@link openPackage} refuses
 */
export function readXlsx(bytes: Uint8Array): Reading<Table> {
  requireSize(bytes, tableLimits.bytes);
  // Both lie in the container of OLE2.
  if (isOle(bytes)) {
    refuse(null, 'The file is encrypted or in the old format (.xls); save it as .xlsx without a password.');
  }
  const workbook = openWorkbook(bytes);
  const reading = new SheetReading(workbook);
  const { part, bytes: xml } = workbook.sheet;
  walkXml(xml, { ...sheetLimits, part }, reading);
  return { value: reading.table.table(), notes: [...workbook.notes, ...reading.notes()] };
}

interface Cell {
  readonly path: string;
  readonly column: number;
  readonly type: string;
  readonly style: number;
  hasFormula: boolean;
  value: string;
  text: string;
}

/** Takes the rows of a sheet as its XML goes by. */
class SheetReading {
  readonly table = new TableBuilder();
  readonly #workbook: Workbook;
  readonly #merged: string[] = [];
  readonly #formulas: { readonly line: number; readonly path: string }[] = [];
  #row = 0;
  #cells: string[] = [];
  #next = 0;
  #cell: Cell | null = null;
  #into: 'value' | 'text' | null = null;
  #inReading = 0;

  constructor(workbook: Workbook) {
    this.#workbook = workbook;
  }

  notes(): FormatProblem[] {
    const [formula] = this.#formulas;
    const [merged] = this.#merged;
    return [
      ...(formula === undefined
        ? []
        : [
            {
              ...formula,
              message: `has a formula; its last result was read${andMore(this.#formulas.length)}`,
            },
          ]),
      ...(merged === undefined
        ? []
        : [
            {
              line: null,
              path: merged,
              message: `is merged; its text was read for the first cell only${andMore(this.#merged.length)}`,
            },
          ]),
    ];
  }

  open({ name, attributes, line }: XmlStart): void {
    this.#into = null;
    if (name === 'row') this.#openRow(attributes['r'], line);
    else if (name === 'c') this.#openCell(attributes);
    else if (name === 'rPh') this.#inReading += 1;
    else if (name === 'mergeCell') this.#merged.push((attributes['ref'] ?? '').slice(0, 20));
    else if (this.#cell !== null) {
      if (name === 'f') this.#cell.hasFormula = true;
      if (name === 'v') this.#into = 'value';
      if (name === 't' && this.#inReading === 0) this.#into = 'text';
    }
  }

  text(part: string): void {
    if (this.#cell !== null && this.#into !== null) this.#cell[this.#into] += part;
  }

  close(name: string): void {
    this.#into = null;
    if (name === 'rPh') this.#inReading -= 1;
    else if (name === 'row') this.table.add(this.#row, this.#cells);
    else if (name === 'c' && this.#cell !== null) {
      const { column, path } = this.#cell;
      const text = this.#textOf(this.#cell);
      if (text !== '') {
        if (column >= tableLimits.columns) {
          refuse(this.#row, `has more than ${String(tableLimits.columns)} columns.`, path);
        }
        while (this.#cells.length < column) this.#cells.push('');
        this.#cells[column] = text;
      }
      this.#cell = null;
    }
  }

  #openRow(number: string | undefined, line: number): void {
    const row = number === undefined ? this.#row + 1 : Number(number);
    if (!Number.isInteger(row) || row <= this.#row || row > lastRow) {
      refuse(null, `The sheet is damaged: its rows are not in order (line ${String(line)} of its XML).`);
    }
    this.#row = row;
    this.#cells = [];
    this.#next = 0;
  }

  #openCell({ r = '', t = 'n', s }: XmlStart['attributes']): void {
    const letters = /^([A-Z]{1,3})\d{1,7}$/.exec(r)?.[1];
    const column = letters === undefined ? this.#next : columnIndex(letters);
    if (column < this.#next) refuse(this.#row, 'has its cells not in order: the sheet is damaged.');
    this.#next = column + 1;
    this.#cell = {
      path: `${columnName(column)}${String(this.#row)}`,
      column,
      type: t,
      style: Number(s ?? 0),
      hasFormula: false,
      value: '',
      text: '',
    };
  }

  #textOf({ path, type, style, hasFormula, value, text }: Cell): string {
    if (hasFormula) {
      if (value === '' && type !== 'str') {
        this.table.tell(
          this.#row,
          path,
          'has a formula without a result; open the file in Excel and save it',
        );
      }
      this.#formulas.push({ line: this.#row, path });
    }
    const raw = value.trim();
    switch (type) {
      case 's':
        return raw === '' ? '' : (this.#workbook.texts[Number(raw)] ?? this.#damaged(path));
      case 'inlineStr':
        return decodeText(text);
      case 'str':
        return decodeText(value);
      case 'b':
        return raw === '' ? '' : raw === '1' ? 'TRUE' : 'FALSE';
      case 'd':
        return isoDateText(raw);
      case 'e':
        this.table.tell(this.#row, path, `is an error (${raw.slice(0, 20)})`);
        return '';
      default:
        return raw === '' ? '' : this.#numberText(path, Number(raw), style);
    }
  }

  #numberText(path: string, number: number, style: number): string {
    if (!Number.isFinite(number)) return this.#damaged(path);
    const kind = this.#workbook.kinds[style] ?? 'number';
    if (kind === 'number') return String(number);
    const text = dayNumberText(number, kind, this.#workbook.from1904);
    if (text === null) this.table.tell(this.#row, path, 'is shown as a date, and is none that Excel knows');
    return text ?? '';
  }

  #damaged(path: string): never {
    return refuse(this.#row, 'can not be read: the sheet is damaged.', path);
  }
}

function columnIndex(letters: string): number {
  return [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function andMore(count: number): string {
  return count === 1 ? '' : ` (and ${String(count - 1)} more)`;
}
