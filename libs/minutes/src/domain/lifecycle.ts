import type { Lifecycle } from '@plenary/platform';

/**
 * How an edition moves (design: "Edition"). APPROVED freezes its words: an edit returns it to DRAFT. A publication
 * that failed or was cancelled returns it to APPROVED.
 */
export const editionLifecycle = {
  DRAFT: { IN_REVIEW: {}, APPROVED: { approvedAt: 'set', approvalReason: 'set' } },
  IN_REVIEW: { DRAFT: {}, APPROVED: { approvedAt: 'set', approvalReason: 'set' } },
  APPROVED: {
    DRAFT: { approvedAt: 'cleared', approvalReason: 'cleared' },
    PUBLISHING: { publishedAt: 'set' },
  },
  PUBLISHING: { PUBLISHED: {}, APPROVED: { publishedAt: 'cleared' } },
  PUBLISHED: { SUPERSEDED: {}, WITHDRAWN: {} },
  SUPERSEDED: { WITHDRAWN: {} },
  WITHDRAWN: {},
} as const satisfies Lifecycle<string>;

export type EditionState = keyof typeof editionLifecycle;
