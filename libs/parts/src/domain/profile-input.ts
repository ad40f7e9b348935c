import { personInput } from '@plenary/event';
import { editable, id, version } from '@plenary/platform';
import { z } from 'zod';

const { title, biography, needs, mayPublish } = personInput.shape;

const profileVersion = version.meta({ description: 'Of the profile, as its person has seen it.' });

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
