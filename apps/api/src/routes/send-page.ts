import type { FastifyReply } from 'fastify';
import { pagePolicy } from '@plenary/platform/http';

/** A page made for one viewer: kept by nobody. */
export function sendPage(reply: FastifyReply, html: string): FastifyReply {
  return reply
    .headers({ 'cache-control': 'no-store', vary: 'Cookie', 'content-security-policy': pagePolicy })
    .type('text/html; charset=utf-8')
    .send(html);
}
