import { isUtf8 } from 'node:buffer';
import { unzipSync } from 'fflate';
import { imageSize } from 'image-size';

/** Pictures with more pixels than this take a reader's machine more memory than they are worth. */
const mostPixels = 50_000_000;
/** More parts than any presentation has. */
const mostParts = 20_000;

/** Of a table as XLSX. */
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const office: Readonly<Record<string, string>> = {
  'ppt/presentation.xml': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'word/document.xml': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'xl/workbook.xml': workbookType,
};

/** The type that the content has, whatever it is called; null if it is none that we take. */
export function judgeFile(content: Buffer): string | null {
  const start = content.subarray(0, 16).toString('latin1');
  if (start.startsWith('%PDF-')) return 'application/pdf';
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return isPicture(content, 'png') ? 'image/png' : null;
  if (start.startsWith('\xff\xd8\xff')) return isPicture(content, 'jpg') ? 'image/jpeg' : null;
  if (start.startsWith('PK\x03\x04')) return officeType(content);
  return textType(content);
}

/** A picture whose own head tells its size, within measure. */
function isPicture(content: Buffer, type: string): boolean {
  try {
    const found = imageSize(content);
    return (
      found.type === type && found.width > 0 && found.height > 0 && found.width * found.height <= mostPixels
    );
  } catch {
    return false;
  }
}

/** An Office document without macros. Only the list of its parts is read. */
function officeType(content: Buffer): string | null {
  const names = new Set<string>();
  try {
    unzipSync(content, {
      filter: ({ name }) => {
        names.add(name);
        if (names.size > mostParts) throw new Error('too many parts');
        return false;
      },
    });
  } catch {
    return null;
  }
  const hasMacros = [...names].some(
    (name) => /vbaProject|\.bin$/i.test(name) && !/printerSettings/i.test(name),
  );
  if (hasMacros || !names.has('[Content_Types].xml')) return null;
  const [main] = Object.keys(office).filter((name) => names.has(name));
  return main === undefined ? null : (office[main] ?? null);
}

function textType(content: Buffer): string | null {
  const [a, b] = content;
  // UTF-16 with its mark, as Excel saves text.
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return 'text/csv';
  if (content.length === 0 || content.includes(0)) return null;
  const start = content
    .subarray(0, 1_000)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  if (/^WEBVTT(?:[ \t\r\n]|$)/.test(start)) return isUtf8(content) ? 'text/vtt' : null;
  const [first] = start.trimStart();
  if (first === '{') return 'application/json';
  return first === '<' ? 'application/xml' : 'text/csv';
}
