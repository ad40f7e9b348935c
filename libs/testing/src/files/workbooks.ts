import { strToU8, zipSync } from 'fflate';

const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A workbook made by hand, of which any part can be replaced or left out (null). */
export function aWorkbook(
  sheetXml: string,
  { texts = '', styles = '', workbook = '', parts = {} }: WorkbookParts = {},
): Uint8Array {
  const all: Record<string, string | null> = {
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': rels(['r1', 'officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `${head}<workbook xmlns="${spreadsheet}" xmlns:r="${relations}">${workbook === '' ? '<sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets>' : workbook}</workbook>`,
    'xl/_rels/workbook.xml.rels': rels(
      ['r1', 'worksheet', 'worksheets/sheet1.xml'],
      ['r2', 'worksheet', '/xl/worksheets/sheet2.xml'],
      ['r3', 'sharedStrings', 'sharedStrings.xml'],
      ['r4', 'styles', 'styles.xml'],
    ),
    'xl/sharedStrings.xml': `${head}<sst xmlns="${spreadsheet}">${texts}</sst>`,
    'xl/styles.xml': `${head}<styleSheet xmlns="${spreadsheet}">${styles}</styleSheet>`,
    'xl/worksheets/sheet1.xml': `${head}<worksheet xmlns="${spreadsheet}">${sheetXml}</worksheet>`,
    'xl/worksheets/sheet2.xml': `${head}<worksheet xmlns="${spreadsheet}"><sheetData>${row(1, inline('A1', 'Second'))}</sheetData></worksheet>`,
    ...parts,
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(all).flatMap(([name, text]) => (text === null ? [] : [[name, strToU8(text)]])),
    ),
  );
}

export interface WorkbookParts {
  texts?: string;
  styles?: string;
  workbook?: string;
  parts?: Record<string, string | null>;
}

/** A sheet's data from its rows. */
export function sheet(...rows: string[]): string {
  return `<sheetData>${rows.join('')}</sheetData>`;
}

export function row(number: number, ...cells: string[]): string {
  return `<row r="${String(number)}">${cells.join('')}</row>`;
}

export function inline(ref: string, text: string): string {
  return `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;
}

export function number(ref: string, value: string, style = 0): string {
  return `<c r="${ref}" s="${String(style)}"><v>${value}</v></c>`;
}

/** Relationships: id, kind, target, and whether it lies outside of the file. */
function rels(...list: [id: string, kind: string, target: string, outside?: 'External'][]): string {
  const items = list.map(
    ([id, kind, target, outside]) =>
      `<Relationship Id="${id}" Type="${relations}/${kind}" Target="${target}"${outside === undefined ? '' : ` TargetMode="${outside}"`}/>`,
  );
  return `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items.join('')}</Relationships>`;
}
