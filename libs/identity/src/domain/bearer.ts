/** With it, those who scan published code for secrets find a token, and know whose it is. */
export const tokenPrefix = 'plenary_';

const bearer = new RegExp(`^Bearer +(${tokenPrefix}[\\w-]{43})$`, 'i');

/** The API token in a header `Authorization` (RFC 6750, 2.1); null if it holds anything else. */
export function readBearer(authorization: string): string | null {
  return bearer.exec(authorization)?.[1] ?? null;
}
