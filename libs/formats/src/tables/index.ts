export { readCsv } from './read-csv.js';
export { readTable } from './read-table.js';
export { readXlsx } from './read-xlsx.js';
export { tableLimits, type NewTable, type Table, type TableRow } from './table.js';
export { writeCsv } from './write-csv.js';
export { writeXlsx, type SheetOptions } from './write-xlsx.js';
