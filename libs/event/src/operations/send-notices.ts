import { notFound, parse, requireMove, type EventCtx } from '@plenary/platform';
import { recordAudit } from '@plenary/audit';
import { inTransaction } from '@plenary/platform/database';
import { askForWork } from '@plenary/platform/queue';
import { z } from 'zod';
import { findNotices, queueNotice, type Notice } from '../data/notices.js';
import { mailNotice } from '../domain/jobs.js';
import { noticeLifecycle } from '../domain/lifecycle.js';

const input = z.object({
  noticeIds: z
    .array(z.uuid('must be an id'))
    .min(1, 'must name a notice')
    .max(500, 'must name at most 500 notices'),
});

/**
 * Sends drafted notices: a person does, after they have read them. All or none.
 * @throws {Refusal} NOT_FOUND for a notice that is not of this event; CONFLICT for one that was sent already
 */
export async function sendNotices(
  ctx: EventCtx,
  values: { readonly noticeIds: readonly string[] },
): Promise<Notice[]> {
  const { noticeIds } = parse(input, values);
  const ids = [...new Set(noticeIds)];
  return inTransaction(ctx, async (tx) => {
    const notices = await findNotices(tx, ids);
    if (notices.length < ids.length) throw notFound('Notice');
    for (const notice of notices) {
      requireMove(noticeLifecycle, 'The notice', notice.state, 'QUEUED');
      const work = { eventId: tx.event.id, noticeId: notice.id };
      const queued = await queueNotice(tx, notice.id, askForWork(tx, mailNotice, work, tx.event.id));
      if (!queued) throw notFound('Notice');
      recordAudit(tx, { action: 'sendNotices', subject: { kind: 'Notice', id: notice.id } });
    }
    return findNotices(tx, ids);
  });
}
