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

export const instant = z.iso
  .datetime({ offset: true, error: 'must be an instant with an offset, such as 2026-11-24T09:00:00+09:00' })
  .transform((text) => new Date(text));
