import { move, type Ctx, type EventCtx } from '@plenary/platform';
import { noticeLifecycle, type NoticeState } from '../domain/lifecycle.js';
import type { NoticeKind } from '../domain/notice-kinds.js';

/** A mail to one person of an event. */
export interface Notice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly personId: string;
  readonly state: NoticeState;
  readonly language: string;
  readonly subject: string;
  readonly body: readonly string[];
  /** iCalendar that goes with it; null for none. */
  readonly calendar: string | null;
  readonly draftedAt: Date;
  readonly sentAt: Date | null;
  /** Why it came back or is late, in words without personal data. */
  readonly failure: string | null;
}

export interface NoticeDraft {
  readonly kind: NoticeKind;
  /** The number of the version that it tells of. */
  readonly about: number;
  readonly personId: string;
  readonly language: string;
  readonly subject: string;
  readonly body: readonly string[];
  readonly calendar: string | null;
}

const shown = {
  id: true,
  kind: true,
  personId: true,
  state: true,
  language: true,
  subject: true,
  body: true,
  calendar: true,
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

/** Keeps a notice that is on its way at once. @param mailId of the work that mails it: the id in its Message-ID */
export async function insertQueuedNotice(
  ctx: EventCtx,
  { body, ...notice }: NoticeDraft & { readonly id: string; readonly mailId: string },
): Promise<void> {
  const now = ctx.services.clock.now();
  const times = { draftedAt: now, queuedAt: now };
  await ctx.db.notice.create({
    data: { ...notice, ...times, body: [...body], eventId: ctx.event.id, state: 'QUEUED' },
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

/** The notices to a person, the first first. */
export async function listNoticesOf(ctx: EventCtx, personId: string): Promise<Notice[]> {
  return ctx.db.notice.findMany({
    where: { eventId: ctx.event.id, personId },
    select: shown,
    orderBy: [{ draftedAt: 'asc' }, { id: 'asc' }],
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
  to: 'SENT' | 'BOUNCED',
  failure: string | null = null,
): Promise<boolean> {
  const now = ctx.services.clock.now();
  const data =
    to === 'SENT'
      ? move(noticeLifecycle, 'The notice', from, to, { sentAt: now })
      : move(noticeLifecycle, 'The notice', from, to, { bouncedAt: now, failure });
  const { count } = await ctx.db.notice.updateMany({
    where: { eventId: ctx.event.id, id, state: from },
    data,
  });
  return count === 1;
}

/**
 * Queues a drafted notice.
 * @param mailId of the work that mails it: the id in its Message-ID
 * @returns whether it was still drafted
 */
export async function queueNotice(ctx: EventCtx, id: string, mailId: string): Promise<boolean> {
  const { count } = await ctx.db.notice.updateMany({
    where: { eventId: ctx.event.id, id, state: 'DRAFTED' },
    data: move(noticeLifecycle, 'The notice', 'DRAFTED', 'QUEUED', {
      queuedAt: ctx.services.clock.now(),
      mailId,
    }),
  });
  return count === 1;
}

/** The notice that this work has mailed, in whatever event. */
export async function findNoticeByMail(
  ctx: Ctx,
  mailId: string,
): Promise<{ eventId: string; id: string } | null> {
  return ctx.db.notice.findUnique({ where: { mailId }, select: { eventId: true, id: true } });
}

/** Notes why a notice is late; it stays where it is. @returns whether it was on its way */
export async function noteDelay(ctx: EventCtx, id: string, failure: string): Promise<boolean> {
  const { count } = await ctx.db.notice.updateMany({
    where: { eventId: ctx.event.id, id, state: { in: ['QUEUED', 'SENT'] } },
    data: { failure },
  });
  return count === 1;
}
