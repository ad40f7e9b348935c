import { recordAudit } from '@plenary/audit';
import { findEvent } from '@plenary/event';
import { Refusal, badInput, enterEvent, parse, type Ctx, type EventCtx } from '@plenary/platform';
import { announce, inTransaction } from '@plenary/platform/database';
import {
  deleteScheduledRelease,
  failScheduledRelease,
  findScheduledRelease,
  listDueReleases,
  saveScheduledRelease,
  type ScheduledRelease,
} from '../data/scheduled-releases.js';
import { draftTopic } from './current-draft.js';
import { releaseInput, releaseProgram } from './release-program.js';

/**
 * Has the draft released at an instant, as it stands then. There is one such release an event: a later call takes the
 * place of the one before.
 * @throws {Refusal} BAD_INPUT for an instant that is past
 */
export async function scheduleRelease(
  ctx: EventCtx,
  at: Date,
  given: ScheduledRelease['waivers'],
): Promise<ScheduledRelease> {
  const { waivers } = parse(releaseInput, { waivers: given, waiveAll: null });
  if (at <= ctx.services.clock.now()) throw badInput([{ path: 'at', message: 'must be an instant to come' }]);
  return inTransaction(ctx, async (tx) => {
    await saveScheduledRelease(tx, { at, waivers });
    recordAudit(tx, {
      action: 'scheduleRelease',
      subject: { kind: 'Event', id: tx.event.id },
      after: { at: at.toISOString(), waived: waivers.length },
    });
    announce(tx, draftTopic(tx.event.id));
    return { at, waivers, failure: null };
  });
}

/**
 * Lets go of the release that is to come.
 * @throws {Refusal} CONFLICT if there is none
 */
export async function cancelScheduledRelease(ctx: EventCtx): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    if (!(await deleteScheduledRelease(tx))) throw new Refusal('CONFLICT', 'No release is scheduled.');
    recordAudit(tx, { action: 'cancelScheduledRelease', subject: { kind: 'Event', id: tx.event.id } });
    announce(tx, draftTopic(tx.event.id));
    return true;
  });
}

/** Makes every release that is due. One that can't be made says why, and waits for a person. */
export async function releaseDuePrograms(ctx: Ctx): Promise<void> {
  for (const eventId of await listDueReleases(ctx, ctx.services.clock.now())) {
    const event = await findEvent(ctx, eventId);
    if (event === null) continue;
    const inEvent = enterEvent(ctx, event);
    try {
      await releaseOnce(inEvent);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await failScheduledRelease(inEvent, error.message);
    }
  }
}

/** The release and its being scheduled no more are one transaction: two who come at once make it once. */
async function releaseOnce(ctx: EventCtx): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const due = await findScheduledRelease(tx);
    if (due === null || !(await deleteScheduledRelease(tx))) return;
    await releaseProgram(tx, { waivers: due.waivers, waiveAll: null });
  });
}
