import { z } from 'zod';
import { defineJob } from '@plenary/platform/queue';

/** Mails a sign-in link to who asked for one, if the address has an account. */
export const mailSignInLink = defineJob('mail-sign-in-link', z.object({ signInRequestId: z.uuid() }), {
  attempts: 6,
});
