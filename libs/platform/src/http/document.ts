import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A file or feed as it goes out, the same bytes for everybody. */
export interface Document {
  readonly body: Buffer;
  readonly mediaType: string;
  /** Strong: from the bytes. */
  readonly etag: string;
}

export function createDocument(body: Buffer | string, mediaType: string): Document {
  const bytes = Buffer.from(body);
  const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`;
  return { body: bytes, mediaType, etag };
}

/** Sends the document, or 304 to who has it already. */
export function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  document: Document,
  cacheControl: string,
): FastifyReply {
  reply.header('etag', document.etag).header('cache-control', cacheControl);
  if (matches(request.headers['if-none-match'], document.etag)) return reply.code(304).send();
  return reply.header('content-type', document.mediaType).send(document.body);
}

/** RFC 9110, 13.1.2: a list of tags, weakly compared, or `*`. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((tag) => [etag, `W/${etag}`, '*'].includes(tag.trim()));
}
