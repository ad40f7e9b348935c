import { createHash } from 'node:crypto';
import { brotliCompressSync, constants } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

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

/** Sends the document, or 304 to who has it already. */
export function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  document: Document,
  cacheControl: string,
): FastifyReply {
  const { 'accept-encoding': accepted = '', 'if-none-match': known } = request.headers;
  const short = /(?:^|,)\s*br\s*(?:$|,|;\s*q=(?:1|0\.[1-9]))/.test(accepted) ? document.compressed() : null;
  // Strong tags name bytes, so each form has its own (RFC 9110, 8.8.3).
  const etag = short === null ? document.etag : document.etag.replace(/"$/, '-br"');
  reply.header('etag', etag).header('cache-control', cacheControl).header('vary', 'Accept-Encoding');
  if (matches(known, etag)) return reply.code(304).send();
  reply.header('content-type', document.mediaType);
  return short === null ? reply.send(document.body) : reply.header('content-encoding', 'br').send(short);
}

/** RFC 9110, 13.1.2: a list of tags, weakly compared, or `*`. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((tag) => [etag, `W/${etag}`, '*'].includes(tag.trim()));
}
