import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Settings } from '@plenary/platform/settings';

const maxAgeSeconds = 7 * 24 * 3_600;

/** RFC 6265bis: with this prefix a browser takes the cookie from this host alone, over TLS. Plain http has it not. */
function cookieName(settings: Settings): string {
  return isSecure(settings) ? '__Host-plenary' : 'plenary';
}

function isSecure(settings: Settings): boolean {
  return settings.publicUrl.startsWith('https:');
}

/** The session's secret that a request carries. */
export function readSession(settings: Settings, request: IncomingMessage): string | undefined {
  const name = `${cookieName(settings)}=`;
  const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
  return cookies.find((cookie) => cookie.startsWith(name))?.slice(name.length);
}

export function setSession(settings: Settings, reply: FastifyReply, secret: string): void {
  reply.setCookie(cookieName(settings), secret, { ...flags(settings), maxAge: maxAgeSeconds });
}

export function clearSession(settings: Settings, reply: FastifyReply): void {
  reply.clearCookie(cookieName(settings), flags(settings));
}

function flags(settings: Settings) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(settings) } as const;
}

/** Whether the request comes from a page of ours, or from no page at all: a foreign page can't act for its visitor. */
export function isFromOurPages(settings: Settings, request: FastifyRequest): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (origin !== undefined) return origin === new URL(settings.publicUrl).origin;
  return site === undefined || site === 'same-origin' || site === 'none';
}
