import type { Noun } from '@plenary/platform/noun';
import { editionLifecycle } from './domain/lifecycle.js';
import { minutesHandlers } from './jobs/index.js';

export const minutesNoun = {
  handlers: minutesHandlers,
  lifecycles: { Edition: editionLifecycle },
} satisfies Noun;
