import { z } from 'zod';
import { defineJob } from '@plenary/platform/queue';

/**
 * Mails a sign-in link to who asked for one, if the address has an account. A mail server may be away for most of a
 * day: then it is tried about every five minutes, for as long as the request is kept.
 */
export const mailSignInLink = defineJob('mail-sign-in-link', z.object({ signInRequestId: z.uuid() }), {
  attempts: 200,
  lane: 'mail',
});

/** Forgets what is over of sign-in. */
export const forgetSignInsJob = defineJob('forget-sign-ins', z.object({}).strict());
