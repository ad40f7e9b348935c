import { changed, unchanged, verb, type Outcome } from '@plenary/audit';
import { touchDraft } from '@plenary/event';
import {
  Refusal,
  badInput,
  holds,
  isId,
  notFound,
  staleVersion,
  wantedId,
  type EventCtx,
} from '@plenary/platform';
import { z } from 'zod';
import { findActualTimes, saveActualTimes, type ActualTimes } from '../data/actual-times.js';
import { lockDraft } from '../data/drafts.js';
import { draftTopic } from './current-draft.js';
import { runningOrderTopic } from './running-order.js';

type Times = Pick<ActualTimes, 'actualStartsAt' | 'actualEndsAt'>;

const instant = z
  .date()
  .nullish()
  .transform((at) => at ?? null);
const sessionId = wantedId.meta({ description: 'The session.' });

export const runSessionInput = z
  .strictObject({ sessionId, at: instant.meta({ description: 'The instant; now without it.' }) })
  .meta({ description: 'A session that starts or ends.' });

export const setActualTimesInput = z
  .strictObject({
    sessionId,
    seenStartsAt: instant.meta({ description: 'The start that the editor has seen; null for none.' }),
    seenEndsAt: instant.meta({ description: 'The end that the editor has seen; null for none.' }),
    startsAt: instant.meta({ description: 'When it started; null if it did not.' }),
    endsAt: instant.meta({ description: 'When it ended; null if it did not.' }),
  })
  .meta({ description: 'When a session really started and ended, set or corrected afterwards.' });

/**
 * Notes that a session has really started.
 * @throws {Refusal} NOT_FOUND; CONFLICT if it has started already
 */
export const startSession = verb('startSession', {
  input: runSessionInput,
  lock: lockDraft,
  run: (tx: EventCtx, { sessionId, at }) =>
    changeTimes(tx, sessionId, ({ actualStartsAt }, now) => {
      if (actualStartsAt !== null)
        throw new Refusal('CONFLICT', 'This session has started already.', {
          facts: { startedAt: actualStartsAt },
        });
      return { actualStartsAt: at ?? now, actualEndsAt: null };
    }),
});

/**
 * Notes that a session has really ended.
 * @throws {Refusal} NOT_FOUND; CONFLICT unless it runs; BAD_INPUT if it would end before it started
 */
export const endSession = verb('endSession', {
  input: runSessionInput,
  lock: lockDraft,
  run: (tx: EventCtx, { sessionId, at }) =>
    changeTimes(tx, sessionId, ({ actualStartsAt, actualEndsAt }, now) => {
      if (actualStartsAt === null || actualEndsAt !== null) {
        const message =
          actualStartsAt === null ? 'This session has not started.' : 'This session has ended already.';
        throw new Refusal('CONFLICT', message, {
          facts: { startedAt: actualStartsAt, endedAt: actualEndsAt },
        });
      }
      return { actualStartsAt, actualEndsAt: at ?? now };
    }),
});

/**
 * Sets or corrects afterwards when a session really started and ended, from the times that were seen.
 * @throws {Refusal} NOT_FOUND; STALE_VERSION with the times as they stand; BAD_INPUT if they are out of order
 */
export const setActualTimes = verb('setActualTimes', {
  input: setActualTimesInput,
  lock: lockDraft,
  run: (tx: EventCtx, { sessionId, seenStartsAt, seenEndsAt, startsAt, endsAt }) =>
    changeTimes(tx, sessionId, (stand) => {
      if (!holds(stand, { actualStartsAt: seenStartsAt, actualEndsAt: seenEndsAt }))
        throw staleVersion('The times of the session', 0, { ...stand });
      return { actualStartsAt: startsAt, actualEndsAt: endsAt };
    }),
});

async function changeTimes(
  tx: EventCtx,
  sessionId: string,
  decide: (stand: Times, now: Date) => Times,
): Promise<Outcome<ActualTimes>> {
  const stand = isId(sessionId) ? await findActualTimes(tx, sessionId) : null;
  if (stand === null) throw notFound('Session');
  const decided = decide(stand, tx.services.clock.now());
  requireOrder(decided.actualStartsAt, decided.actualEndsAt);
  if (holds(stand, decided)) return unchanged(stand);
  const times = { sessionId, ...decided };
  await saveActualTimes(tx, [times]);
  await touchDraft(tx);
  return changed({
    audit: {
      subject: { kind: 'Session', id: sessionId },
      before: instantsOf(stand),
      after: instantsOf(times),
    },
    topics: [runningOrderTopic(tx.event.id), draftTopic(tx.event.id)],
    result: times,
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
