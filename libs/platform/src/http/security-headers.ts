import type { Settings } from '../settings/settings.js';

/**
 * Of our own pages: their style sheet and script come from our own server, and nothing else is loaded. Forms that they
 * send say where they come from, which without any referrer they do not.
 */
export const pageHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; " +
    "frame-ancestors 'none'; base-uri 'none'",
  'referrer-policy': 'same-origin',
} as const;

/**
 * On every answer. An answer is the viewer's own, and kept by nobody, unless it says otherwise; pages set their own
 * Content-Security-Policy where they need more than nothing.
 */
export function securityHeaders({ publicUrl }: Settings): Readonly<Record<string, string>> {
  return {
    'content-security-policy':
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    vary: 'Cookie',
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}
