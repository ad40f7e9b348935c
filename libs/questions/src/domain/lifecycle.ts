import { keyEnum, type Lifecycle } from '@plenary/platform';

/** How a question moves (design: Questions 1). One put in the room starts QUEUED or ASKED. */
export const questionLifecycle = {
  SUBMITTED: { APPROVED: {}, REJECTED: {}, WITHDRAWN: {}, MERGED: {}, CLOSED: {} },
  REJECTED: { APPROVED: {} },
  APPROVED: { QUEUED: {}, WITHDRAWN: {}, MERGED: {}, CLOSED: {} },
  QUEUED: {
    APPROVED: {},
    ASKED: { askedOrder: 'set', askedAt: 'set' },
    WITHDRAWN: {},
    MERGED: {},
    CLOSED: {},
  },
  ASKED: { ANSWERED: {}, DEFERRED: {}, QUEUED: { askedOrder: 'cleared', askedAt: 'cleared' } },
  DEFERRED: { ANSWERED: {} },
  ANSWERED: {},
  WITHDRAWN: {},
  MERGED: {},
  CLOSED: { ANSWERED: {} },
} as const satisfies Lifecycle<string>;

export const questionState = keyEnum(questionLifecycle);
export type QuestionState = keyof typeof questionLifecycle;
