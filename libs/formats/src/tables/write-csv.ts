import { stringify } from 'csv-stringify/sync';
import { neutralCell } from './formula-cells.js';
import type { NewTable } from './table.js';

/**
 * CSV (RFC 4180) in UTF-8 with byte order mark, by which Excel knows it. Cells that a spreadsheet would run get an
 * apostrophe in front; {@link readCsv} gives back exactly the same table, but for rows that are blank.
 */
export function writeCsv({ columns, rows }: NewTable): string {
  return stringify(
    [columns, ...rows.map(({ cells }) => cells)].map((cells) => cells.map(neutralCell)),
    // Semicolons and tabs are quoted too, so that they are never taken for the delimiter.
    { bom: true, record_delimiter: '\r\n', quoted_match: /[\r\n;\t]/ },
  );
}
