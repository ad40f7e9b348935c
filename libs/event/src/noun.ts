import type { Noun } from '@plenary/platform/noun';
import { eventLifecycle, noticeLifecycle } from './domain/lifecycle.js';
import { eventHandlers } from './jobs/index.js';

export const eventNoun = {
  handlers: eventHandlers,
  lifecycles: { Event: eventLifecycle, Notice: noticeLifecycle },
} satisfies Noun;
