import { z } from 'zod';

/** What a browser keeps while its person is at the OIDC provider. */
export const pendingSignIn = z.object({
  /** Comes back with the answer, and shows that this browser asked. */
  state: z.string(),
  /** Comes back inside what the provider signs. */
  nonce: z.string(),
  /** Shows the provider that whoever brings its answer is who asked (RFC 7636). */
  verifier: z.string(),
  /** In milliseconds since 1970. */
  startedAt: z.number(),
});

export type PendingSignIn = z.output<typeof pendingSignIn>;
