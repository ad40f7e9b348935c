import { z } from 'zod';

/** By a mailed link, or with the account of the person's organisation. */
export const signInMethod = z.enum(['LINK', 'OIDC']);

export type SignInMethod = z.output<typeof signInMethod>;
