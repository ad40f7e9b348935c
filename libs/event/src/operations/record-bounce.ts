import { recordAudit } from '@plenary/audit';
import { describeStatus, longestReport, readDeliveryReport, type DeliveryReport } from '@plenary/mail';
import { Refusal, enterEvent, notFound, type Ctx, type EventCtx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { findEvent } from '../data/events.js';
import { findNoticeByMail, findNotices, moveNotice, noteDelay, type Notice } from '../data/notices.js';

/** What a report has changed: NOTHING where the mail arrived, or had come back before. */
export type BounceOutcome = 'BOUNCED' | 'DELAYED' | 'NOTHING';

/**
 * Records what a mail server reports of a notice (RFC 3464). The notice is known by the id that its mail carried, and by
 * nothing else: anybody can write a report about an address.
 * @throws {Refusal} BAD_INPUT for what is no such report; NOT_FOUND where it is of no notice of ours
 */
export async function recordBounce(ctx: Ctx, message: Buffer): Promise<BounceOutcome> {
  const report = await readDeliveryReport(message);
  if (report === null) {
    const megabytes = String(longestReport / 1_000_000);
    throw new Refusal('BAD_INPUT', `This is no delivery report (RFC 3464) of at most ${megabytes} MB.`);
  }
  const found = report.mailId === null ? null : await findNoticeByMail(ctx, report.mailId);
  const event = found === null ? null : await findEvent(ctx, found.eventId);
  if (found === null || event === null)
    throw new Refusal('NOT_FOUND', 'The report is about no notice of this installation.');
  const inEvent = enterEvent(ctx, event);
  return inTransaction(inEvent, async (tx) => {
    const [notice] = await findNotices(tx, [found.id]);
    if (notice === undefined) throw notFound('Notice');
    const outcome = await apply(tx, notice, report);
    if (outcome !== 'NOTHING') {
      recordAudit(tx, {
        action: 'recordBounce',
        subject: { kind: 'Notice', id: notice.id },
        before: { state: notice.state },
        after: { outcome, status: report.status },
      });
    }
    return outcome;
  });
}

async function apply(
  tx: EventCtx,
  { id, state }: Notice,
  { outcome, status }: DeliveryReport,
): Promise<BounceOutcome> {
  const meaning = describeStatus(status);
  if (outcome === 'DELAYED')
    return (await noteDelay(tx, id, `It is late, and tried again: ${meaning}.`)) ? 'DELAYED' : 'NOTHING';
  const isOnItsWay = state === 'QUEUED' || state === 'SENT';
  if (outcome === 'ARRIVED' || !isOnItsWay) return 'NOTHING';
  return (await moveNotice(tx, id, state, 'BOUNCED', `It came back: ${meaning}.`)) ? 'BOUNCED' : 'NOTHING';
}
