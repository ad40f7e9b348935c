import { recordAudit } from '@plenary/audit';
import { touchDraft } from '@plenary/event';
import { Refusal, badInput, isId, notFound, staleVersion, type EventCtx } from '@plenary/platform';
import { announce, inTransaction } from '@plenary/platform/database';
import { findActualTimes, saveActualTimes, type ActualTimes } from '../data/actual-times.js';
import { lockDraft } from '../data/drafts.js';
import { draftTopic } from './current-draft.js';
import { runningOrderTopic } from './running-order.js';

type Times = Pick<ActualTimes, 'actualStartsAt' | 'actualEndsAt'>;

/**
 * Notes that a session has really started.
 * @param at the instant; null for now
 * @throws {Refusal} NOT_FOUND; CONFLICT if it has started already
 */
export function startSession(ctx: EventCtx, sessionId: string, at: Date | null): Promise<ActualTimes> {
  return changeTimes(ctx, 'startSession', sessionId, ({ actualStartsAt }, now) => {
    if (actualStartsAt !== null)
      throw new Refusal('CONFLICT', 'This session has started already.', {
        facts: { startedAt: actualStartsAt },
      });
    return { actualStartsAt: at ?? now, actualEndsAt: null };
  });
}

/**
 * Notes that a session has really ended.
 * @param at the instant; null for now
 * @throws {Refusal} NOT_FOUND; CONFLICT unless it runs; BAD_INPUT if it would end before it started
 */
export function endSession(ctx: EventCtx, sessionId: string, at: Date | null): Promise<ActualTimes> {
  return changeTimes(ctx, 'endSession', sessionId, ({ actualStartsAt, actualEndsAt }, now) => {
    if (actualStartsAt === null || actualEndsAt !== null) {
      const message =
        actualStartsAt === null ? 'This session has not started.' : 'This session has ended already.';
      throw new Refusal('CONFLICT', message, { facts: { startedAt: actualStartsAt, endedAt: actualEndsAt } });
    }
    return { actualStartsAt, actualEndsAt: at ?? now };
  });
}

/**
 * Sets or corrects afterwards when a session really started and ended.
 * @param seen the times that the editor has seen
 * @throws {Refusal} NOT_FOUND; STALE_VERSION with the times as they stand; BAD_INPUT if they are out of order
 */
export function setActualTimes(
  ctx: EventCtx,
  sessionId: string,
  seen: Times,
  times: Times,
): Promise<ActualTimes> {
  return changeTimes(ctx, 'setActualTimes', sessionId, (stand) => {
    const isSeen =
      seen.actualStartsAt?.getTime() === stand.actualStartsAt?.getTime() &&
      seen.actualEndsAt?.getTime() === stand.actualEndsAt?.getTime();
    if (!isSeen) throw staleVersion('The times of the session', 0, { ...stand });
    return times;
  });
}

async function changeTimes(
  ctx: EventCtx,
  action: string,
  sessionId: string,
  decide: (stand: Times, now: Date) => Times,
): Promise<ActualTimes> {
  return inTransaction(ctx, async (tx) => {
    await lockDraft(tx);
    const stand = isId(sessionId) ? await findActualTimes(tx, sessionId) : null;
    if (stand === null) throw notFound('Session');
    const { actualStartsAt, actualEndsAt } = decide(stand, tx.services.clock.now());
    requireOrder(actualStartsAt, actualEndsAt);
    const times = { sessionId, actualStartsAt, actualEndsAt };
    await saveActualTimes(tx, [times]);
    await touchDraft(tx);
    recordAudit(tx, {
      action,
      subject: { kind: 'Session', id: sessionId },
      before: instantsOf(stand),
      after: instantsOf(times),
    });
    announce(tx, runningOrderTopic(tx.event.id));
    announce(tx, draftTopic(tx.event.id));
    return times;
  });
}

function requireOrder(startsAt: Date | null, endsAt: Date | null): void {
  if (endsAt === null || (startsAt !== null && startsAt < endsAt)) return;
  throw badInput([{ path: 'endsAt', message: 'must be after the start' }]);
}

function instantsOf({ actualStartsAt, actualEndsAt }: Times) {
  return {
    startsAt: actualStartsAt?.toISOString() ?? null,
    endsAt: actualEndsAt?.toISOString() ?? null,
  };
}
