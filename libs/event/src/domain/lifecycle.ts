import { keyEnum, type Lifecycle } from '@plenary/platform';

/** How an event moves. Its first release publishes it. */
export const eventLifecycle = {
  DRAFT: { PUBLISHED: {}, CANCELLED: {} },
  PUBLISHED: { CLOSED: {}, CANCELLED: {} },
  CLOSED: { PUBLISHED: {} },
  CANCELLED: {},
} as const satisfies Lifecycle<string>;

export const eventState = keyEnum(eventLifecycle);
export type EventState = keyof typeof eventLifecycle;

/** How a notice moves: drafted by the machine, sent by a person. */
export const noticeLifecycle = {
  DRAFTED: { QUEUED: { queuedAt: 'set', mailId: 'set' } },
  QUEUED: {
    SENT: { sentAt: 'set', failure: 'cleared' },
    BOUNCED: { bouncedAt: 'set', failure: 'set' },
  },
  SENT: { BOUNCED: { bouncedAt: 'set', failure: 'set' } },
  BOUNCED: {},
} as const satisfies Lifecycle<string>;

export const noticeState = keyEnum(noticeLifecycle);
export type NoticeState = keyof typeof noticeLifecycle;
