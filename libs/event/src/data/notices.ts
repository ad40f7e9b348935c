import type { EventCtx } from '@plenary/platform';
import type { NoticeState } from '../domain/lifecycle.js';

/** A mail to one person of an event. */
export interface Notice {
  readonly id: string;
  readonly personId: string;
  readonly state: NoticeState;
  readonly language: string;
  readonly subject: string;
  readonly body: readonly string[];
  readonly draftedAt: Date;
  readonly sentAt: Date | null;
  /** Why it came back, in words without personal data. */
  readonly failure: string | null;
}

export interface NoticeDraft {
  readonly kind: 'PROGRAM_CHANGED';
  /** The number of the version that it tells of. */
  readonly about: number;
  readonly personId: string;
  readonly language: string;
  readonly subject: string;
  readonly body: readonly string[];
}

const shown = {
  id: true,
  personId: true,
  state: true,
  language: true,
  subject: true,
  body: true,
  draftedAt: true,
  sentAt: true,
  failure: true,
} as const;

export async function insertNotices(ctx: EventCtx, drafts: readonly NoticeDraft[]): Promise<void> {
  const draftedAt = ctx.services.clock.now();
  await ctx.db.notice.createMany({
    data: drafts.map((draft) => ({ ...draft, body: [...draft.body], eventId: ctx.event.id, draftedAt })),
  });
}

/** The notices of the event, the last drafted first. */
export async function listNotices(ctx: EventCtx, limit: number): Promise<Notice[]> {
  return ctx.db.notice.findMany({
    where: { eventId: ctx.event.id },
    select: shown,
    orderBy: [{ draftedAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

export async function findNotices(ctx: EventCtx, ids: readonly string[]): Promise<Notice[]> {
  return ctx.db.notice.findMany({
    where: { eventId: ctx.event.id, id: { in: [...ids] } },
    select: shown,
    orderBy: { id: 'asc' },
  });
}

/** Moves a notice on, if it is still in the state it is moved from. */
export async function moveNotice(
  ctx: EventCtx,
  id: string,
  from: NoticeState,
  to: NoticeState,
  failure: string | null = null,
): Promise<boolean> {
  const now = ctx.services.clock.now();
  const at = { DRAFTED: {}, QUEUED: { queuedAt: now }, SENT: { sentAt: now }, BOUNCED: { bouncedAt: now } }[
    to
  ];
  const { count } = await ctx.db.notice.updateMany({
    where: { eventId: ctx.event.id, id, state: from },
    data: { state: to, failure, ...at },
  });
  return count === 1;
}
