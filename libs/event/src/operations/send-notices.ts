import { changed, verb } from '@plenary/audit';
import { id, notFound, requireMove, type EventCtx } from '@plenary/platform';
import { askForWork } from '@plenary/platform/queue';
import { z } from 'zod';
import { findNotices, queueNotice } from '../data/notices.js';
import { mailNotice } from '../domain/jobs.js';
import { noticeLifecycle } from '../domain/lifecycle.js';

export const sendNoticesInput = z
  .object({
    noticeIds: z
      .array(id)
      .min(1, 'must name a notice')
      .max(500, 'must name at most 500 notices')
      .meta({ description: 'At most 500.' }),
  })
  .meta({ description: 'Which notices to send.' });

/**
 * Sends drafted notices: a person does, after they have read them. All or none.
 * @throws {Refusal} NOT_FOUND for a notice that is not of this event; CONFLICT for one that was sent already
 */
export const sendNotices = verb('sendNotices', {
  input: sendNoticesInput,
  async run(tx: EventCtx, { noticeIds }) {
    const ids = [...new Set(noticeIds)];
    const notices = await findNotices(tx, ids);
    if (notices.length < ids.length) throw notFound('Notice');
    for (const { id: noticeId, state } of notices) {
      requireMove(noticeLifecycle, 'The notice', state, 'QUEUED');
      const mailId = askForWork(tx, mailNotice, { eventId: tx.event.id, noticeId }, tx.event.id);
      if (!(await queueNotice(tx, noticeId, mailId))) throw notFound('Notice');
    }
    return changed({
      audit: ids.map((id) => ({ subject: { kind: 'Notice', id } })),
      topics: [],
      result: await findNotices(tx, ids),
    });
  },
});
