import { roles } from '@plenary/platform/access';
import { z } from 'zod';
import { emailAddress } from './email.js';

/** A role of an address, to be given or taken. */
export const roleInput = z
  .object({ email: emailAddress, role: z.enum(roles), eventId: z.uuid().nullable() })
  .refine(({ role, eventId }) => (role === 'ADMIN') === (eventId === null), {
    path: ['event'],
    error: 'ADMIN is for the whole installation; every other role is for one event',
  });
