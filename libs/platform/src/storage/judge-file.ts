import { isUtf8 } from 'node:buffer';
import { FormatError, inWords } from '@plenary/formats';
import { isZip, judgeOffice } from '@plenary/formats/office';
import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { badInput } from '../errors.js';

/** Pictures with more pixels than this take a reader's machine more memory than they are worth. */
const mostPixels = 50_000_000;

/** What a file is, whatever it is called. */
export interface Judgement {
  /** Null if it is none that we take. */
  readonly mediaType: string | null;
  /**
   * Of a picture what is to be kept: the same picture made anew, turned upright, in the usual colours, without anything that
   * its file told besides what it shows. Null of other files.
   */
  readonly picture: Uint8Array | null;
}

// One file is read after the other: nothing is to be kept for the next, and no core taken from those who are served.
sharp.cache(false);
sharp.concurrency(1);

/**
 * Judges a file by its content. To be called apart.
 * @throws {Refusal} BAD_INPUT for an Office file with macros, links or the like, and a picture that is too large
 */
export async function judgeFile(content: Uint8Array): Promise<Judgement> {
  const found = await fileTypeFromBuffer(content);
  switch (found?.mime) {
    case 'application/pdf':
      return { mediaType: found.mime, picture: null };
    case 'image/jpeg':
    case 'image/png':
      return judgePicture(content, found.mime);
    default:
      return { mediaType: isZip(content) ? officeType(content) : textType(content), picture: null };
  }
}

async function judgePicture(content: Uint8Array, mediaType: 'image/jpeg' | 'image/png'): Promise<Judgement> {
  const open = () => sharp(content, { limitInputPixels: false, failOn: 'error', autoOrient: true });
  const size = await open()
    .metadata()
    .catch(() => null);
  if (size === null) return { mediaType: null, picture: null };
  if (size.width * size.height > mostPixels)
    throw badInput([
      { path: 'file', message: `has more than ${String(mostPixels / 1_000_000)} million pixels` },
    ]);
  const made = mediaType === 'image/png' ? open().png() : open().jpeg({ quality: 90 });
  const picture = await made.toBuffer().catch(() => null);
  return { mediaType: picture === null ? null : mediaType, picture };
}

function officeType(content: Uint8Array): string {
  try {
    return judgeOffice(content);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw badInput(error.problems.map((problem) => ({ path: 'file', message: inWords(problem) })));
  }
}

function textType(content: Uint8Array): string | null {
  const [a, b] = content;
  // UTF-16 with its mark, as Excel saves text.
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return 'text/csv';
  if (content.length === 0 || content.includes(0)) return null;
  const start = new TextDecoder().decode(content.subarray(0, 1_000));
  if (/^WEBVTT(?:[ \t\r\n]|$)/.test(start)) return isUtf8(content) ? 'text/vtt' : null;
  const [first] = start.trimStart();
  if (first === '{') return 'application/json';
  return first === '<' ? 'application/xml' : 'text/csv';
}
