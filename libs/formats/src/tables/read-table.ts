import type { Reading } from '../problem.js';
import { readCsv } from './read-csv.js';
import { isOldOrEncrypted, readXlsx } from './read-xlsx.js';
import type { Table } from './table.js';

/**
 * Reads a table, CSV or XLSX by its content: whatever begins like a ZIP or an old Excel file is read as a workbook.
 * @throws {FormatError} as {@link readCsv} and {@link readXlsx}
 */
export function readTable(bytes: Uint8Array): Reading<Table> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
  return isZip || isOldOrEncrypted(bytes) ? readXlsx(bytes) : readCsv(bytes);
}
