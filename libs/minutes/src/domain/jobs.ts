import { defineJob } from '@plenary/platform/queue';
import { z } from 'zod';

/** Makes the files of an edition and shows them. */
export const publishMinutes = defineJob(
  'publish-minutes',
  z.object({ eventId: z.uuid(), editionId: z.uuid() }),
  {
    attempts: 5,
  },
);
