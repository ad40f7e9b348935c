import { refuse } from '../problem.js';
import { openPackage } from './open-package.js';
import { isOle, isZip } from './signatures.js';

/** A chart has its workbook inside of a presentation; nothing has more. */
const deepest = 1;

/**
 * The media type of a Word document, a PowerPoint presentation or an Excel workbook. Every part of it is looked at.
 * @throws {FormatError} for what is none of them; for macros, embedded objects, links to other files and document types,
 *   under whatever name; for what grows too large when it is unpacked
 */
export function judgeOffice(bytes: Uint8Array, depth = 0): string {
  const parts = openPackage(bytes);
  for (const content of parts.contents()) {
    if (isOle(content)) refuse(null, 'The file has macros or embedded objects (OLE); save it without them.');
    if (isZip(content)) {
      if (depth === deepest) refuse(null, 'The file has files in files in it.');
      judgeOffice(content, depth + 1);
    }
    if (hasDocumentType(content)) refuse(null, 'The file has a document type (<!DOCTYPE>) in it.');
  }
  const [, type] = /^(.*(?:presentation|document|sheet))\.main\+xml$/.exec(parts.mainType) ?? [];
  return type ?? refuse(null, 'The file is no Word document, PowerPoint presentation or Excel workbook.');
}

/** A document type stands before the first element; so much before it is no document of Office. */
const longestProlog = 100_000;

function hasDocumentType(content: Uint8Array): boolean {
  const start = content.subarray(0, longestProlog);
  const text = new TextDecoder(encodingOf(start)).decode(start);
  const isCut = start.length < content.length;
  if (!/^\s*(?:<|$)/.test(text)) return false;
  let at = 0;
  for (;;) {
    at += text.slice(at).search(/\S|$/);
    const [, end] = prologs.find(([begin]) => text.startsWith(begin, at)) ?? [];
    if (end === undefined) return text.startsWith('<!', at) || (isCut && at >= text.length);
    const next = text.indexOf(end, at);
    if (next === -1) return true;
    at = next + end.length;
  }
}

const prologs = [
  ['<?', '?>'],
  ['<!--', '-->'],
] as const;

/** XML may be in UTF-16, with its mark or without. */
function encodingOf([a, b]: Uint8Array): string {
  if ((a === 0xff && b === 0xfe) || b === 0) return 'utf-16le';
  return (a === 0xfe && b === 0xff) || a === 0 ? 'utf-16be' : 'utf-8';
}
