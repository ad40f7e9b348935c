/** What an OIDC provider vouches for. */
export interface OidcClaims {
  readonly issuer: string;
  /** Who it is there, for good. */
  readonly subject: string;
  readonly email: string | undefined;
  readonly emailVerified: boolean;
  /** When the provider last asked its person who they are; null if it does not say. */
  readonly authenticatedAt: Date | null;
}
