import type { FastifyReply } from 'fastify';
import { pagePolicy } from '@plenary/platform/http';

/** A page of ours. It is made for one viewer, and kept by nobody. */
export function sendPage(reply: FastifyReply, html: string): FastifyReply {
  return reply.header('content-security-policy', pagePolicy).type('text/html; charset=utf-8').send(html);
}
