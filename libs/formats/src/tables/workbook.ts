import { refuse, quoted, type FormatProblem } from '../problem.js';
import { child, childrenOf, walkXml, type XmlElement } from '../xml.js';
import { decodeText, kindOfBuiltIn, kindOfFormat, type NumberKind } from './excel-values.js';
import { openPackage, resolve, targetsOf, type OfficePackage } from '../office/open-package.js';

/** What the cells of a sheet refer to. */
export interface Workbook {
  /** The first visible sheet: its part, and the XML in it. */
  readonly sheet: { readonly part: string; readonly bytes: Uint8Array };
  readonly texts: readonly string[];
  /** By the style of a cell. */
  readonly kinds: readonly NumberKind[];
  readonly from1904: boolean;
  readonly notes: readonly FormatProblem[];
}

const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

/** @throws {FormatError} for what is no Excel workbook, or none that can be read */
export function openWorkbook(bytes: Uint8Array): Workbook {
  const parts = openPackage(bytes);
  const [part = ''] = targetsOf(parts, '', 'officeDocument');
  if (parts.mainType !== main) refuse(null, 'The file is no Excel workbook (.xlsx).');
  const root = parts.xmlOf(part);
  const { sheet, notes } = firstVisibleSheet(parts, part, root);
  const [texts] = targetsOf(parts, part, 'sharedStrings');
  const [styles] = targetsOf(parts, part, 'styles');
  const { date1904 } = child(root, 'workbookPr')?.attributes ?? {};
  return {
    sheet,
    texts: texts === undefined ? [] : sharedTexts(parts.bytesOf(texts), texts),
    kinds: styles === undefined ? [] : numberKinds(parts.xmlOf(styles)),
    from1904: date1904 === '1' || date1904 === 'true',
    notes,
  };
}

function firstVisibleSheet(
  parts: OfficePackage,
  workbook: string,
  root: XmlElement,
): Pick<Workbook, 'sheet' | 'notes'> {
  const sheets = childrenOf(child(root, 'sheets') ?? root, 'sheet');
  // What is "very hidden" was put there by software, and nobody can show it.
  const shown = sheets.filter(({ attributes }) => attributes['state'] !== 'veryHidden');
  const first = shown.find(({ attributes }) => attributes['state'] !== 'hidden');
  const id = Object.entries(first?.attributes ?? {}).find(([name]) => /^\w+:id$/i.test(name))?.[1];
  const relation = parts.relationsOf(workbook).get(id ?? '');
  if (relation?.kind !== 'worksheet') refuse(null, 'The file has no visible sheet with cells.');
  const part = resolve(workbook, relation.target);
  return {
    sheet: { part, bytes: parts.bytesOf(part) },
    notes: shown
      .filter((sheet) => sheet !== first)
      .map(({ attributes }) => ({
        line: null,
        path: `sheet ${quoted(attributes['name'] ?? '')}`,
        message: 'was left out: only the first visible sheet is read',
      })),
  };
}

/** The texts that cells have by number, without their furigana. */
function sharedTexts(bytes: Uint8Array, part: string): string[] {
  const texts: string[] = [];
  let text = '';
  let inText = false;
  let inReading = 0;
  walkXml(
    bytes,
    { bytes: 60_000_000, depth: 16, elements: 2_000_000, part },
    {
      open({ name }) {
        if (name === 'si') text = '';
        if (name === 'rPh') inReading += 1;
        inText = name === 't' && inReading === 0;
      },
      text(part) {
        if (inText) text += part;
      },
      close(name) {
        inText = false;
        if (name === 'rPh') inReading -= 1;
        if (name === 'si') texts.push(decodeText(text));
      },
    },
  );
  return texts;
}

function numberKinds(root: XmlElement): NumberKind[] {
  const own = new Map(
    childrenOf(child(root, 'numFmts') ?? root, 'numFmt').map(({ attributes }) => [
      Number(attributes['numFmtId']),
      kindOfFormat(attributes['formatCode'] ?? ''),
    ]),
  );
  return childrenOf(child(root, 'cellXfs') ?? root, 'xf').map(({ attributes }) => {
    const id = Number(attributes['numFmtId'] ?? 0);
    return own.get(id) ?? kindOfBuiltIn(id);
  });
}
