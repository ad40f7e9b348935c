import type { EventCtx } from '@plenary/platform';
import { askForWork } from '@plenary/platform/queue';
import { v7 as uuid } from 'uuid';
import { insertQueuedNotice, type NoticeDraft } from '../data/notices.js';
import { mailNotice } from '../domain/jobs.js';

/** Mails a notice that nobody has to read and send first. */
export async function mailAtOnce(tx: EventCtx, notice: NoticeDraft): Promise<void> {
  const id = uuid();
  const mailId = askForWork(tx, mailNotice, { eventId: tx.event.id, noticeId: id }, tx.event.id);
  await insertQueuedNotice(tx, { ...notice, id, mailId });
}
