import { isIP } from 'node:net';
import { z } from 'zod';
import { isLoopbackAddress, isPublicAddress } from './addresses.js';

const longest = 2_000;
/** Names that no public resolver knows: RFC 6761, 6762, 8375, 9476, and what home routers use. */
const inward =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|private|home\.arpa|test|invalid|onion|alt)$/;
/** Below 1024 only that of https: nobody takes webhooks where mail or shells are served. */
const lowestPort = 1_024;

/** The host of an address as a name or a bare IP address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

/** What is wrong with an address that a person wrote, if it is to be sent to; null if nothing is. */
function problemOf(text: string, loopback: boolean): string | null {
  const url = URL.parse(text);
  if (url === null) return 'must be an https:// address';
  const host = hostOf(url);
  if (loopback && /^https?:$/.test(url.protocol) && isLoopbackAddress(host)) return null;
  if (url.protocol !== 'https:') return 'must be an https:// address';
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or password';
  if (url.hash !== '') return 'must not have a fragment';
  if (url.port !== '' && Number(url.port) < lowestPort) return 'must have port 443, or one from 1024';
  if (isIP(host) !== 0) return isPublicAddress(host) ? null : 'must be on the public internet';
  if (!/^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+[a-z][a-z0-9-]*$/.test(host) || inward.test(host))
    return 'must be on the public internet';
  return null;
}

/**
 * An address that a person wrote and that we are to send to, in the form of the URL standard: decimal, octal and other
 * disguises of an IP address are gone. What a name leads to is looked at when it is sent to.
 * @param loopback whether this machine may be sent to, over http too: for tests
 */
export function targetUrl(loopback: boolean) {
  return z
    .string()
    .trim()
    .max(longest, `must not be longer than ${String(longest)} characters`)
    .superRefine((text, context) => {
      const message = problemOf(text, loopback);
      if (message !== null) context.addIssue({ code: 'custom', message });
    })
    .transform((text) => new URL(text).href);
}
