import { isOle, isZip } from '../office/signatures.js';
import type { Reading } from '../problem.js';
import { readCsv } from './read-csv.js';
import { readXlsx } from './read-xlsx.js';
import type { Table } from './table.js';

/**
 * Reads a table, CSV or XLSX by its content: whatever begins like a ZIP or an old Excel file is read as a workbook.
 * @throws {FormatError} as {@link readCsv} and {@link readXlsx}
 */
export function readTable(bytes: Uint8Array): Reading<Table> {
  return isZip(bytes) || isOle(bytes) ? readXlsx(bytes) : readCsv(bytes);
}
