import { defineJob } from '@plenary/platform/queue';
import { z } from 'zod';

/** Mails one notice. A mail server may be away for most of a day: then it is tried about every five minutes. */
export const mailNotice = defineJob('mail-notice', z.object({ eventId: z.uuid(), noticeId: z.uuid() }), {
  attempts: 200,
  lane: 'mail',
});
