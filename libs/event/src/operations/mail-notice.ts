import { enterEvent, type Ctx, type EventCtx } from '@plenary/platform';
import { makeLink } from '@plenary/identity';
import { MailRefused, deliver, type Block } from '@plenary/mail';
import { findEvent } from '../data/events.js';
import { findNotices, moveNotice, type Notice } from '../data/notices.js';
import { findMailAddress } from '../data/people.js';
import type { Event } from '../domain/event.js';
import { isEssential, partLinkLabel } from '../domain/notice-kinds.js';
import { hasUnsubscribed, unsubscribeUrl } from './unsubscribe.js';

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
  if (notice?.state !== 'QUEUED') return;
  const person = await findMailAddress(inEvent, notice.personId);
  if (person === null) {
    await moveNotice(inEvent, noticeId, 'QUEUED', 'BOUNCED', 'The person has no mail address any more.');
    return;
  }
  const { kind, language, subject, calendar } = notice;
  if (!isEssential(kind) && (await hasUnsubscribed(inEvent, person.email))) {
    await moveNotice(
      inEvent,
      noticeId,
      'QUEUED',
      'BOUNCED',
      'The person wants no more notices of this event.',
    );
    return;
  }
  const mail = { language, subject, blocks: await blocksOf(inEvent, event, notice), calendar };
  const unsubscribe = isEssential(kind) ? null : unsubscribeUrl(inEvent, person.email, language);
  try {
    await deliver(ctx, messageKey, person.email, mail, unsubscribe);
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    await moveNotice(inEvent, noticeId, 'QUEUED', 'BOUNCED', error.message);
    return;
  }
  await moveNotice(inEvent, noticeId, 'QUEUED', 'SENT');
}

/** Paragraphs; a link to a part stands after the first. It is made here: another try makes another, and both work. */
async function blocksOf(ctx: EventCtx, event: Event, notice: Notice): Promise<Block[]> {
  const paragraphs: Block[] = notice.body.map((paragraph) => ({ paragraph }));
  if (notice.kind !== 'PART_LINK') return paragraphs;
  const url = await makeLink(ctx, 'PART', { event, subjectId: notice.personId });
  return paragraphs.toSpliced(1, 0, { link: partLinkLabel(notice.language), url });
}
