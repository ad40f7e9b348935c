import type { IncomingMessage } from 'node:http';
import type { ActingLink } from '@plenary/identity';
import { Refusal } from '@plenary/platform';
import { isLinkPurpose, type LinkPurpose } from '@plenary/platform/access';
import type { Settings } from '@plenary/platform/settings';
import type { FastifyReply } from 'fastify';
import { cookieFlags, cookieName, cookiesOf, keptSeconds } from './session-cookie.js';

/** The links that one browser keeps; the oldest makes room. A request's head has a bound, and so do cookies of a host. */
const mostLinks = 20;

/** The pages that act by a link: what stands behind `/events/SLUG/`. */
const pages: Readonly<Record<string, LinkPurpose>> = { part: 'PART', me: 'REGISTRATION' };

/**
 * The link that a request names to act by, in the header `Plenary-Link`, the connection parameter `link` or a field of a
 * form: `PURPOSE/SLUG`. Null where it names none.
 * @param given the connection parameter, or the field
 * @throws {Refusal} BAD_INPUT for a name that is none
 */
export function namedLink(request: IncomingMessage, given: string | null): ActingLink | null {
  const named = given ?? request.headers['plenary-link'];
  if (named === undefined) return null;
  const [, purpose = '', event] = /^([A-Z_]{1,20})\/([a-z0-9-]{1,100})$/.exec(String(named)) ?? [];
  if (event !== undefined && isLinkPurpose(purpose)) return { purpose, event };
  throw new Refusal('BAD_INPUT', 'Plenary-Link names a purpose and an event, as in PART/ipss-2023.');
}

/** The link that a page acts by, where the browser has it; null for one that acts by the account. */
export function linkOfPage({ url = '' }: IncomingMessage): ActingLink | null {
  const [, event, page = ''] = /^\/events\/([a-z0-9-]+)\/([a-z]+)(?:[/?]|$)/.exec(url) ?? [];
  const purpose = Object.hasOwn(pages, page) ? pages[page] : undefined;
  return event === undefined || purpose === undefined ? null : { purpose, event };
}

/** The page that acts by a link; the first of all where it has none. */
export function pageOfLink({ purpose, event }: ActingLink): string {
  const page = Object.keys(pages).find((name) => pages[name] === purpose);
  return page === undefined ? '/' : `/events/${event}/${page}`;
}

function nameOf(settings: Settings, { purpose, event }: ActingLink): string {
  return cookieName(settings, `plenary-${purpose.toLowerCase()}-${event}`);
}

/** The secret of the link that the browser has, of this purpose and event. */
export function readLink(settings: Settings, request: IncomingMessage, link: ActingLink): string | undefined {
  return cookiesOf(request).get(nameOf(settings, link));
}

/** Keeps a link in the browser, beside its session and the links that it has. */
export function setLink(
  settings: Settings,
  request: IncomingMessage,
  reply: FastifyReply,
  link: ActingLink,
  secret: string,
): void {
  const name = nameOf(settings, link);
  const prefix = cookieName(settings, 'plenary-');
  // A link's secret has a full stop, which no other cookie of ours begins with. Browsers send the oldest first.
  const others = [...cookiesOf(request)].filter(
    ([other, value]) => other.startsWith(prefix) && other !== name && isLinkSecret(value),
  );
  for (const [other] of others.slice(0, Math.max(0, others.length - mostLinks + 1)))
    reply.clearCookie(other, cookieFlags(settings));
  reply.setCookie(name, secret, { ...cookieFlags(settings), maxAge: keptSeconds });
}

function isLinkSecret(value: string): boolean {
  return /^[a-z_]+\.[\w-]{43}$/.test(value);
}

export function clearLink(settings: Settings, reply: FastifyReply, link: ActingLink): void {
  reply.clearCookie(nameOf(settings, link), cookieFlags(settings));
}
