/** Tells the secret of a link to a part from that of a session, which has no full stop, in the cookie for either. */
export const partPrefix = 'part.';

export function isPartToken(secret: string): boolean {
  return secret.startsWith(partPrefix);
}
