import { keyEnum, type Lifecycle } from '@plenary/platform';
import { z } from 'zod';

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

export const editionState = keyEnum(editionLifecycle);
export type EditionState = keyof typeof editionLifecycle;

export const publicationState = z.enum(['RUNNING', 'DONE', 'FAILED']);
export type PublicationState = z.output<typeof publicationState>;
