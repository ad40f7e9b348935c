import { keptFields } from '@plenary/platform';
import { z } from 'zod';
import { appearanceContent, cueContent, itemContent, keptInstant } from './content.js';
import { sessionFields } from './fields.js';

/** What of a session is entered in fields. */
export const sessionValues = z.object(keptFields(sessionFields));

const { kind, plenary, visibility, attribution, title, abstract, ...others } = sessionValues.shape;

/** One item of the program. Lists are in order. */
export const sessionContent = z
  .object({
    id: z.string(),
    key: z.string(),
    /** Place among sessions that have no time or the same time. */
    position: z.int(),
    ...{ kind, plenary, visibility, attribution, title, abstract },
    roomId: z.string().nullable(),
    trackId: z.string().nullable(),
    /** Null while it has no time; both or neither. */
    startsAt: keptInstant.nullable(),
    endsAt: keptInstant.nullable(),
    ...others,
    items: z.array(itemContent).readonly(),
    appearances: z.array(appearanceContent).readonly(),
    cues: z.array(cueContent).readonly(),
  })
  .readonly();

export type SessionContent = z.output<typeof sessionContent>;
