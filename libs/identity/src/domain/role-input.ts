import { roles } from '@plenary/platform/access';
import { z } from 'zod';
import { emailAddress } from './email.js';

const email = emailAddress.meta({ description: 'A mail address.' });

export const role = z.enum(roles);

export const administratorInput = z
  .object({ email })
  .meta({ description: 'Who is to be an administrator, or no longer.' });

export const roleInEventInput = z
  .object({ email, role: role.meta({ description: 'Any but ADMIN.' }) })
  .meta({ description: 'A role of an address in an event.' });

/** A role of an address, to be given or taken. */
export const roleInput = z
  .object({ email, role, eventId: z.uuid().nullable() })
  .refine(({ role: given, eventId }) => (given === 'ADMIN') === (eventId === null), {
    path: ['event'],
    error: 'ADMIN is for the whole installation; every other role is for one event',
  });
