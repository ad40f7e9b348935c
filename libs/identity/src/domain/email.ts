import { z } from 'zod';

/** One mail address, as a person types it: trimmed, without display name, at most 254 characters (RFC 5321). */
export const emailAddress = z
  .string()
  .trim()
  .max(254, 'must not be longer than 254 characters')
  .pipe(z.email('must be a mail address'));
