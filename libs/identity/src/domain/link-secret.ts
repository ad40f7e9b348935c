import { newToken } from '@plenary/platform';
import { purposeOf, type LinkPurpose } from '@plenary/platform/access';

/**
 * A new secret of a link. One by which somebody acts begins with its purpose: that of a session, or of a link to sign
 * in, has no full stop.
 */
export function newLinkSecret(purpose: LinkPurpose): string {
  return purpose === 'SIGN_IN' ? newToken() : `${purpose.toLowerCase()}.${newToken()}`;
}

/** Whether the secret is that of a link by which its holder acts. */
export function isActingSecret(secret: string): boolean {
  return secret.includes('.');
}

/** The path of a link's address, with its secret. */
export function linkPath(purpose: LinkPurpose, secret: string): string {
  if (purposeOf(purpose).secretIn === 'path') return `/${purpose.toLowerCase()}/${secret}`;
  return purpose === 'SIGN_IN' ? `/sign-in#${secret}` : `/link#${secret}`;
}
