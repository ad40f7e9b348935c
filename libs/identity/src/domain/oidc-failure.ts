import { z } from 'zod';

/** What the library throws: `code` is its own, `error` the provider's (RFC 6749, 4.1.2.1 and 5.2). */
const failure = z.object({
  code: z.string().startsWith('OAUTH_'),
  error: z
    .string()
    .regex(/^[a-z_]{1,50}$/)
    .optional()
    .catch(undefined),
});
/** Nobody answered: as `fetch` throws it, or as the library does where it does not know it. */
const unreachable = z.union([
  z.object({ name: z.literal('TypeError'), message: z.literal('fetch failed') }),
  z.object({ name: z.literal('ClientError'), code: z.undefined() }),
]);

/** The provider's answer arrived, and does not hold. */
const refused: ReadonlySet<string> = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_KEY_SELECTION_FAILED',
]);
const troubles: ReadonlySet<string> = new Set(['server_error', 'temporarily_unavailable']);

/** Why a sign-in at the OIDC provider came to nothing. */
export interface OidcFailure {
  /** `refused`: what the browser or the provider brought does not hold. `away`: the provider can't be used just now. */
  readonly kind: 'refused' | 'away';
  /** A code for the log, without anything of the person. */
  readonly reason: string;
}

/** Null for what is no failure of a sign-in but a fault of ours. */
export function oidcFailure(thrown: unknown): OidcFailure | null {
  if (thrown instanceof z.ZodError)
    return { kind: 'refused', reason: 'what it vouches for has another form' };
  if (unreachable.safeParse(thrown).success) return { kind: 'away', reason: 'unreachable' };
  const { success, data } = failure.safeParse(thrown);
  if (!success) return null;
  const { code, error } = data;
  const isRefused =
    refused.has(code) ||
    (code === 'OAUTH_RESPONSE_BODY_ERROR' && error === 'invalid_grant') ||
    (code === 'OAUTH_AUTHORIZATION_RESPONSE_ERROR' && !troubles.has(error ?? ''));
  return { kind: isRefused ? 'refused' : 'away', reason: error ?? code };
}
