import type { Document } from '@plenary/platform/documents';
import { pageHeaders, sendDocument } from '@plenary/platform/http';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A page of ours. It is made for one viewer, and kept by nobody. */
export function sendPage(reply: FastifyReply, html: string): FastifyReply {
  return reply.headers(pageHeaders).type('text/html; charset=utf-8').send(html);
}

/** A page as every stranger sees it: their browser may keep it, and asks again each time. */
export function sendKeptPage(request: FastifyRequest, reply: FastifyReply, page: Document): FastifyReply {
  reply.headers(pageHeaders);
  return sendDocument(request, reply, page, 'private, no-cache', 'Cookie, Accept-Language');
}
