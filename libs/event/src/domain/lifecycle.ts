import type { Lifecycle } from '@plenary/platform';

/** How an event moves. Its first release publishes it. */
export const eventLifecycle = {
  DRAFT: ['PUBLISHED', 'CANCELLED'],
  PUBLISHED: ['CLOSED', 'CANCELLED'],
  CLOSED: ['PUBLISHED'],
  CANCELLED: [],
} as const satisfies Lifecycle<string>;

export type EventState = keyof typeof eventLifecycle;

/** How a notice moves: drafted by the machine, sent by a person. */
export const noticeLifecycle = {
  DRAFTED: ['QUEUED'],
  QUEUED: ['SENT', 'BOUNCED'],
  SENT: ['BOUNCED'],
  BOUNCED: [],
} as const satisfies Lifecycle<string>;

export type NoticeState = keyof typeof noticeLifecycle;
