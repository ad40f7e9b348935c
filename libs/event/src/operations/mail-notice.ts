import { enterEvent, type Ctx, type EventCtx } from '@plenary/platform';
import { makeLink } from '@plenary/identity';
import { MailRefused, deliver, type Attachment, type Block } from '@plenary/mail';
import { findEvent } from '../data/events.js';
import {
  findNoticeByMail,
  findNotices,
  insertQueuedNotice,
  moveNotice,
  type Notice,
  type NoticeDraft,
} from '../data/notices.js';
import { findMailAddress } from '../data/people.js';
import type { Event } from '../domain/event.js';
import { isEssential, partLinkLabel } from '../domain/notice-kinds.js';
import { hasUnsubscribed, unsubscribeUrl } from './unsubscribe.js';
import { v7 as uuid } from 'uuid';

/** A link that stands in a mail. It is made when the mail is rendered: another try makes another, and both work. */
export interface NoticeLink {
  readonly label: string;
  /** The paragraphs before it. */
  readonly after: number;
  readonly make: () => Promise<string>;
}

/** Mails a queued notice; one that was sent or came back already is left alone. */
export async function deliverNotice(
  ctx: Ctx,
  eventId: string,
  noticeId: string,
  messageKey: string,
): Promise<void> {
  const event = await findEvent(ctx, eventId);
  if (event === null) return;
  const inEvent = enterEvent(ctx, event);
  const [notice] = await findNotices(inEvent, [noticeId]);
  if (notice !== undefined) await mail(inEvent, notice, messageKey, partLink(inEvent, event, notice));
}

/**
 * Mails what the work of another noun says, and keeps it as a notice of the event: a second run of the work finds it, and
 * leaves it alone if it was sent.
 * @param attachments what is not kept with the notice, for it opens something
 */
export async function mailByWork(
  ctx: EventCtx,
  workId: string,
  draft: NoticeDraft,
  link: NoticeLink | null,
  attachments: readonly Attachment[] = [],
): Promise<void> {
  const kept = await findNoticeByMail(ctx, workId);
  const id = kept?.id ?? uuid();
  if (kept === null) await insertQueuedNotice(ctx, { ...draft, id, mailId: workId });
  const [notice] = await findNotices(ctx, [id]);
  if (notice !== undefined) await mail(ctx, notice, workId, link, attachments);
}

async function mail(
  ctx: EventCtx,
  notice: Notice,
  messageKey: string,
  link: NoticeLink | null,
  attachments: readonly Attachment[] = [],
): Promise<void> {
  if (notice.state !== 'QUEUED') return;
  const bounce = (why: string): Promise<boolean> => moveNotice(ctx, notice.id, 'QUEUED', 'BOUNCED', why);
  const person = await findMailAddress(ctx, notice.personId);
  if (person === null) {
    await bounce('The person has no mail address any more.');
    return;
  }
  const { kind, language, subject, calendar } = notice;
  if (!isEssential(kind) && (await hasUnsubscribed(ctx, person.email))) {
    await bounce('The person wants no more notices of this event.');
    return;
  }
  const said = { language, subject, blocks: await blocksOf(notice.body, link), calendar, attachments };
  const unsubscribe = isEssential(kind) ? null : unsubscribeUrl(ctx, person.email, language);
  try {
    await deliver(ctx, messageKey, person.email, said, unsubscribe);
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    await bounce(error.message);
    return;
  }
  await moveNotice(ctx, notice.id, 'QUEUED', 'SENT');
}

async function blocksOf(body: readonly string[], link: NoticeLink | null): Promise<Block[]> {
  const paragraphs: Block[] = body.map((paragraph) => ({ paragraph }));
  if (link === null) return paragraphs;
  return paragraphs.toSpliced(link.after, 0, { link: link.label, url: await link.make() });
}

function partLink(ctx: EventCtx, event: Event, { kind, language, personId }: Notice): NoticeLink | null {
  if (kind !== 'PART_LINK') return null;
  const make = (): Promise<string> => makeLink(ctx, 'PART', { event, subjectId: personId });
  return { label: partLinkLabel(language), after: 1, make };
}
