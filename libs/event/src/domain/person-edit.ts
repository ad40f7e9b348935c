import { clientKey, editable, id, nullableWhenOptional, version } from '@plenary/platform';
import { z } from 'zod';
import { personInput } from './event-input.js';

/** Whether they are published, people say themselves. */
const { key, mayPublish, ...others } = personInput.shape;
const { title, biography, needs } = others;

/** The version of what people change of themselves. */
const profileVersion = version.meta({ description: 'Of the profile, as its person has seen it.' });

export const createPersonInput = z
  .strictObject({ clientKey, key, ...nullableWhenOptional(others) })
  .meta({ description: 'A person to add to an event.' });

export const updatePersonInput = z
  .strictObject({ personId: id.meta({ description: 'The person.' }), version, ...editable(others) })
  .meta({
    description: 'Other facts about a person. What is left out stays; null empties what can be empty.',
  });

/** What people change of themselves. */
export const updateProfileInput = z
  .strictObject({ version: profileVersion, ...editable({ title, biography, needs, mayPublish }) })
  .meta({
    description: 'What a person says of themselves. What is left out stays; null empties what can be empty.',
  });

export const setPhotographInput = z
  .strictObject({
    version: profileVersion,
    uploadId: id
      .nullish()
      .transform((upload) => upload ?? null)
      .meta({
        description:
          'An upload of the purpose `photograph`, a JPEG or PNG of at most 5 MB; null takes it away.',
      }),
  })
  .meta({ description: "A person's own picture." });
