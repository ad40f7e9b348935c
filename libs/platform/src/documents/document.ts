import { createHash } from 'node:crypto';
import { brotliCompressSync, constants } from 'node:zlib';

/** A file or feed as it goes out, the same bytes for everybody. */
export interface Document {
  readonly body: Buffer;
  readonly mediaType: string;
  /** Strong: from the bytes. */
  readonly etag: string;
  /** Its short form, made when somebody first asks for it; null where it would not be shorter. */
  readonly compressed: () => Buffer | null;
}

/** What is worth compressing: text, of more than one packet. */
const compressible = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml))/;
const leastBytes = 1_400;

export function createDocument(body: Buffer | string, mediaType: string): Document {
  const bytes = Buffer.from(body);
  const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`;
  const worthIt = compressible.test(mediaType) && bytes.length > leastBytes;
  let made: Buffer | null = null;
  const compressed = (): Buffer | null => {
    // 5 of 11: a tenth of a second for the longest minutes, and within a few per cent of the best.
    if (worthIt) made ??= brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
    return made;
  };
  return { body: bytes, mediaType, etag, compressed };
}
