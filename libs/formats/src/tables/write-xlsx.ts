import type { ColumnDef } from 'hucre/xlsx';
import { encodeText } from './excel-values.js';
import { neutralCell } from './formula-cells.js';
import { columnName, tableLimits, type NewTable } from './table.js';

/** How a sheet is laid out. */
export interface SheetOptions {
  /** At most 31 characters, without : \ / ? * [ ]. */
  readonly name: string;
  /** Texts to choose from in the cells of a column, by its heading. Others can be typed, after a warning. */
  readonly choices?: Readonly<Record<string, readonly string[]>>;
}

/** Every cell is text, so that Excel changes no date, number or leading zero that people type. */
const textFormat = '@';
const widths = { least: 10, most: 60 };
const listsSheet = 'Lists';

/**
 * An Excel workbook of one sheet, its headings bold and frozen; the same table makes the same bytes. Cells that would
 * become formulas when edited, or in a CSV made of the sheet, get an apostrophe in front; {@link readXlsx} gives back
 * exactly the same table, but for rows that are blank.
 */
export async function writeXlsx(
  { columns, rows }: NewTable,
  { name, choices = {} }: SheetOptions,
): Promise<Uint8Array> {
  // Read when it is asked for: every process would start later by it.
  const { writeXlsx: write } = await import('hucre/xlsx');
  const texts = [columns, ...rows.map(({ cells }) => cells)].map((cells) => cells.map(cellText));
  const lists = columns.flatMap((column, index) => {
    const values = Object.hasOwn(choices, column) ? (choices[column] ?? []) : [];
    return values.length === 0 ? [] : [{ index, values: values.map(cellText) }];
  });
  return write({
    sheets: [
      {
        name,
        rows: texts,
        columns: columns.map((_column, index) => ({
          width: widthOf(texts.slice(0, 200).map((cells) => cells[index] ?? '')),
          style: { numFmt: textFormat, alignment: { vertical: 'top', wrapText: true } },
        })) satisfies ColumnDef[],
        cells: new Map(
          columns.map((_column, index) => [
            `0,${String(index)}`,
            { style: { numFmt: textFormat, font: { bold: true } } },
          ]),
        ),
        freezePane: { rows: 1 },
        dataValidations: lists.map(({ index, values }, place) => ({
          type: 'list',
          formula1: `${listsSheet}!$${columnName(place)}$1:$${columnName(place)}$${String(values.length)}`,
          range: `${columnName(index)}2:${columnName(index)}${String(tableLimits.rows + 1)}`,
          allowBlank: true,
          showErrorMessage: true,
          errorStyle: 'warning',
        })),
      },
      ...(lists.length === 0
        ? []
        : [{ name: listsSheet, veryHidden: true, rows: transposed(lists.map(({ values }) => values)) }]),
    ],
    properties: { created: new Date(0), modified: new Date(0) },
  });
}

function cellText(text: string): string {
  return encodeText(neutralCell(text));
}

/** In characters of half width, of which a Chinese or Japanese one takes two. */
function widthOf(texts: readonly string[]): number {
  const longest = Math.max(
    ...texts.map((text) =>
      [...text.slice(0, widths.most)].reduce((sum, letter) => sum + (letter > '\u2E7F' ? 2 : 1), 2),
    ),
  );
  return Math.min(Math.max(longest, widths.least), widths.most);
}

function transposed(lists: readonly (readonly string[])[]): string[][] {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_row, place) => lists.map((list) => list[place] ?? ''));
}
