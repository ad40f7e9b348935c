import type { Ctx } from '@plenary/platform';
import { MailRefused, deliver } from '@plenary/mail';
import { findEvent, eventRef } from '../data/events.js';
import { findNotices, moveNotice } from '../data/notices.js';
import { findMailAddress } from '../data/people.js';

/** Mails a queued notice; one that was sent or came back already is left alone. */
export async function deliverNotice(
  ctx: Ctx,
  eventId: string,
  noticeId: string,
  messageKey: string,
): Promise<void> {
  const event = await findEvent(ctx, eventId);
  if (event === null) return;
  const inEvent = { ...ctx, event: eventRef(event) };
  const [notice] = await findNotices(inEvent, [noticeId]);
  if (notice?.state !== 'QUEUED') return;
  const person = await findMailAddress(inEvent, notice.personId);
  if (person === null) {
    await moveNotice(inEvent, noticeId, 'QUEUED', 'BOUNCED', 'The person has no mail address any more.');
    return;
  }
  try {
    const { language, subject, body } = notice;
    await deliver(ctx, messageKey, person.email, {
      language,
      subject,
      blocks: body.map((paragraph) => ({ paragraph })),
    });
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    await moveNotice(inEvent, noticeId, 'QUEUED', 'BOUNCED', error.message);
    return;
  }
  await moveNotice(inEvent, noticeId, 'QUEUED', 'SENT');
}
