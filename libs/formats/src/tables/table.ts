import { Problems, quoted, refuse } from '../problem.js';
import { restoreCell } from './formula-cells.js';

/** Rows of texts under headings: what CSV and XLSX have in common. */
export interface Table {
  /** Headings, each one different from the others and not empty. */
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  /** In a CSV file the line that the row begins on, in a sheet its number; the first is 1. */
  readonly line: number;
  /**
   * As many as there are columns; empty where nothing stands. Dates and times of a spreadsheet are `YYYY-MM-DD`,
   * `YYYY-MM-DDTHH:MM` or `HH:MM` (with `:SS` if there are seconds), as the clock on the wall, without a zone.
   */
  readonly cells: readonly string[];
}

/** A table to write: its rows get their lines in writing. */
export interface NewTable {
  readonly columns: readonly string[];
  readonly rows: readonly Pick<TableRow, 'cells'>[];
}

/** What is read at most. */
export const tableLimits = {
  bytes: 20_000_000,
  rows: 10_000,
  columns: 200,
  /** Characters of a cell, as in Excel. */
  cell: 32_767,
  /** Characters of a heading. */
  heading: 200,
};

/** The columns of a spreadsheet, counted from 0: A, B … Z, AA … */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

/** Takes rows as they come, without the blank ones, and makes a table of them: the first has the headings. */
export class TableBuilder {
  readonly #problems = new Problems();
  /** As they stand, empty ones too, and where those are that have a name. */
  #headings: { readonly names: readonly string[]; readonly columns: readonly number[] } | null = null;
  readonly #rows: TableRow[] = [];

  /** @throws {FormatError} for more rows or columns than are read */
  add(line: number, cells: readonly string[]): void {
    const width = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
    if (width === 0) return;
    if (width > tableLimits.columns) refuse(line, `has more than ${String(tableLimits.columns)} columns.`);
    if (this.#headings === null) {
      this.#addHeadings(line, cells.slice(0, width));
      return;
    }
    if (this.#rows.length === tableLimits.rows) {
      refuse(
        line,
        `is one too many: more than ${String(tableLimits.rows)} rows below the headings are not read.`,
      );
    }
    const { names, columns } = this.#headings;
    cells.slice(0, width).forEach((cell, index) => {
      if (cell.trim() !== '' && !names[index]) this.#tell(line, index, 'stands under no heading');
      if (cell.length > tableLimits.cell) {
        this.#tell(line, index, `has more than ${String(tableLimits.cell)} characters`);
      }
    });
    this.#rows.push({ line, cells: columns.map((index) => restoreCell(cells[index] ?? '')) });
  }

  /** @throws {FormatError} if there were no headings, or with all that was wrong */
  table(): Table {
    this.#problems.refuseIfAny();
    if (this.#headings === null) refuse(null, 'The file has no headings: all of it is blank.');
    return { columns: this.#headings.names.filter((name) => name !== ''), rows: this.#rows };
  }

  /** For the readers, which find more. */
  tell(line: number, path: string, message: string): void {
    this.#problems.add(line, path, message);
  }

  #addHeadings(line: number, cells: readonly string[]): void {
    const names = cells.map((cell) => restoreCell(cell).trim());
    const columns = names.flatMap((name, index) => (name === '' ? [] : [index]));
    const seen = new Set<string>();
    for (const index of columns) {
      const name = names[index] ?? '';
      if (name.length > tableLimits.heading) {
        this.#tell(
          line,
          index,
          `has more than ${String(tableLimits.heading)} characters, too many for a heading`,
        );
      }
      if (seen.has(name)) this.#tell(line, index, `repeats the heading ${quoted(name)}`);
      seen.add(name);
    }
    this.#headings = { names, columns };
  }

  #tell(line: number, index: number, message: string): void {
    this.tell(line, `column ${columnName(index)}`, message);
  }
}
