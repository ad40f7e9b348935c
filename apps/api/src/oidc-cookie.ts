import { pendingSignIn, type PendingSignIn } from '@plenary/identity';
import type { Settings } from '@plenary/platform/settings';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieFlags, cookieName } from './session-cookie.js';

const name = 'plenary-oidc';

/**
 * Keeps in the browser what belongs to a sign-in that was begun, so that only this browser can end it, at any process.
 * It is signed, and has its time in it.
 */
export function setPendingSignIn(settings: Settings, reply: FastifyReply, pending: PendingSignIn): void {
  const value = Buffer.from(JSON.stringify(pending)).toString('base64url');
  reply.setCookie(cookieName(settings, name), value, { ...cookieFlags(settings), signed: true });
}

/** Null where there is none, or it was not made here. */
export function readPendingSignIn(settings: Settings, request: FastifyRequest): PendingSignIn | null {
  const { [cookieName(settings, name)]: cookie = '' } = request.server.parseCookie(
    request.headers.cookie ?? '',
  );
  const { valid, value } = request.unsignCookie(cookie);
  if (!valid) return null;
  const kept: unknown = JSON.parse(Buffer.from(value, 'base64url').toString('utf8'));
  // One of another version of ours is as good as none.
  return pendingSignIn.safeParse(kept).data ?? null;
}

export function clearPendingSignIn(settings: Settings, reply: FastifyReply): void {
  reply.clearCookie(cookieName(settings, name), cookieFlags(settings));
}
