import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Settings } from '@plenary/platform/settings';

/** How long a browser keeps our cookies. */
export const keptSeconds = 7 * 24 * 3_600;

/** RFC 6265bis: with this prefix a browser takes the cookie from this host alone, over TLS. Plain http has it not. */
export function cookieName(settings: Settings, name = 'plenary'): string {
  return isSecure(settings) ? `__Host-${name}` : name;
}

function isSecure(settings: Settings): boolean {
  return settings.publicUrl.startsWith('https:');
}

/** The cookies of a request by name, in its order; of two with one name the first. */
export function cookiesOf(request: IncomingMessage): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const cookie of (request.headers.cookie ?? '').split(';')) {
    const [name = '', ...value] = cookie.trim().split('=');
    if (!cookies.has(name)) cookies.set(name, value.join('='));
  }
  return cookies;
}

/** The session's secret that a request carries. */
export function readSession(settings: Settings, request: IncomingMessage): string | undefined {
  return cookiesOf(request).get(cookieName(settings));
}

export function setSession(settings: Settings, reply: FastifyReply, secret: string): void {
  reply.setCookie(cookieName(settings), secret, { ...cookieFlags(settings), maxAge: keptSeconds });
}

export function clearSession(settings: Settings, reply: FastifyReply): void {
  reply.clearCookie(cookieName(settings), cookieFlags(settings));
}

/** Sent with what our own pages ask for, and with a link or an answer that leads a person here. */
export function cookieFlags(settings: Settings) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(settings) } as const;
}

/**
 * Whether the request comes from a page of ours, or from no page at all: a foreign page can't act for its visitor. With
 * a token it may come from anywhere: no browser adds one by itself, and beside it the cookie counts for nothing.
 */
export function isFromOurPages(settings: Settings, request: FastifyRequest): boolean {
  const { origin, authorization, 'sec-fetch-site': site } = request.headers;
  if (authorization !== undefined) return true;
  if (origin !== undefined) return origin === new URL(settings.publicUrl).origin;
  return site === undefined || site === 'same-origin' || site === 'none';
}
