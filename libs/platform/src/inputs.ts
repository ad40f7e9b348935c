import { z } from 'zod';

/** Fields that many inputs have. */

/** The id of a row. */
export const id = z.uuid('must be an id');

/** The same where a text that is no id is not refused, but finds nothing. */
export const wantedId = z.stringFormat('id', () => true);

export const clientKey = z
  .uuid('must be a UUID')
  .meta({ description: "A UUID of the client's own: a repeat with the same one does nothing twice." });

/** The version of the row to edit. */
export const version = z
  .int()
  .meta({ description: 'Of the row, as the editor has seen it: STALE_VERSION if it has another one.' });

/** The years that PostgreSQL, RFC 3339 and every calendar can write. */
const isOfOurTime = (text: string): boolean => !/^(?:0000|[+-])/.test(text);
const ofOurTime = 'must be of the years 0001 to 9999';

/** A day, as text. */
export const day = z.iso.date({ error: 'must be a day such as 2026-11-24' }).refine(isOfOurTime, ofOurTime);

export const instant = z.iso
  .datetime({ offset: true, error: 'must be an instant with an offset, such as 2026-11-24T09:00:00+09:00' })
  .refine((text) => Number.isNaN(Date.parse(text)) || isOfOurTime(new Date(text).toISOString()), ofOurTime)
  .transform((text) => new Date(text));
