import { defineJob } from '@plenary/platform/queue';
import { z } from 'zod';
import { registrationState } from './lifecycle.js';

/** What a mail tells its reader of their registration. */
export const registrationMail = z.enum([
  /** That it has come in, and what became of it; they are to show that they get its mail. */
  'RECEIVED',
  /** That somebody registered with an address that has a registration. */
  'AGAIN',
  'CONFIRMED',
  'WAITLISTED',
  'OFFERED',
  'LAPSED',
  'DECLINED',
  'CHANGED',
  'CANCELLED',
  'REMINDER',
]);
export type RegistrationMail = z.output<typeof registrationMail>;

/** Mails somebody about their registration. A mail server may be away for most of a day, as with `mailNotice`. */
export const mailRegistration = defineJob(
  'mail-registration',
  z.object({ eventId: z.uuid(), registrationId: z.uuid(), mail: registrationMail }),
  { attempts: 200, lane: 'mail' },
);

/** Mails a sample to an account of staff. */
export const mailTest = defineJob('mail-test', z.object({ eventId: z.uuid(), mailTestId: z.uuid() }), {
  attempts: 200,
  lane: 'mail',
});

/** Tells webhooks that somebody has registered, and what became of it: for `register` must be short. */
export const tellOfRegistration = defineJob(
  'tell-of-registration',
  z.object({ eventId: z.uuid(), registrationId: z.uuid(), state: registrationState }),
);

/** Does what is due of registrations: offers that are over, addresses that nobody has proven, places that are free. */
export const tendRegistrations = defineJob('tend-registrations', z.object({}).strict());
