import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Document } from '../documents/document.js';

/**
 * Sends the document, or 304 to who has it already.
 * @param cacheControl null for what not everybody may see: it is kept by nobody
 * @param varies what of a request it depends on besides its address
 */
export function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  document: Document,
  cacheControl: string | null,
  varies = cacheControl === null ? 'Cookie' : null,
): FastifyReply {
  const { 'accept-encoding': accepted = '', 'if-none-match': known } = request.headers;
  const short = /(?:^|,)\s*br\s*(?:$|,|;\s*q=(?:1|0\.[1-9]))/.test(accepted) ? document.compressed() : null;
  // Strong tags name bytes, so each form has its own (RFC 9110, 8.8.3).
  const etag = short === null ? document.etag : document.etag.replace(/"$/, '-br"');
  const vary = varies === null ? 'Accept-Encoding' : `${varies}, Accept-Encoding`;
  reply.headers({ etag, vary, 'cache-control': cacheControl ?? 'no-store' });
  if (matches(known, etag)) return reply.code(304).send();
  reply.header('content-type', document.mediaType);
  return short === null ? reply.send(document.body) : reply.header('content-encoding', 'br').send(short);
}

/** RFC 9110, 13.1.2: a list of tags, weakly compared, or `*`. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((tag) => [etag, `W/${etag}`, '*'].includes(tag.trim()));
}
