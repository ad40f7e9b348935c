import { defineJob } from '@plenary/platform/queue';
import { z } from 'zod';

/** Makes the releases that are due. */
export const releaseDue = defineJob('release-due-programs', z.object({}).strict());
