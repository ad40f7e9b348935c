import { changed, unchanged, verb } from '@plenary/audit';
import { findEvent } from '@plenary/event';
import { Refusal, badInput, enterEvent, holds, type Ctx, type EventCtx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { z } from 'zod';
import {
  deleteScheduledRelease,
  failScheduledRelease,
  findScheduledRelease,
  listDueReleases,
  saveScheduledRelease,
  type ScheduledRelease,
} from '../data/scheduled-releases.js';
import { draftTopic } from './current-draft.js';
import { releaseProgram, releaseProgramInput } from './release-program.js';

export const scheduleReleaseInput = z
  .strictObject({
    at: z.date().meta({ description: 'An instant to come.' }),
    ...releaseProgramInput.shape,
  })
  .meta({ description: 'When the draft is to be released.' });

export const cancelScheduledReleaseInput = z
  .strictObject({})
  .meta({ description: 'The release that is not to come.' });

/**
 * Has the draft released at an instant, as it stands then. There is one such release an event: a later call takes the
 * place of the one before.
 * @throws {Refusal} BAD_INPUT for an instant that is past
 */
export const scheduleRelease = verb('scheduleRelease', {
  input: scheduleReleaseInput,
  async run(tx: EventCtx, { at, waivers }) {
    if (at <= tx.services.clock.now())
      throw badInput([{ path: 'at', message: 'must be an instant to come' }]);
    const release: ScheduledRelease = { at, waivers, failure: null };
    const stands = await findScheduledRelease(tx);
    if (stands !== null && holds(stands, release)) return unchanged(stands);
    await saveScheduledRelease(tx, release);
    return changed({
      audit: {
        subject: { kind: 'Event', id: tx.event.id },
        after: { at: at.toISOString(), waived: waivers.length },
      },
      topics: [draftTopic(tx.event.id)],
      result: release,
    });
  },
});

/**
 * Lets go of the release that is to come.
 * @throws {Refusal} CONFLICT if there is none
 */
export const cancelScheduledRelease = verb('cancelScheduledRelease', {
  input: cancelScheduledReleaseInput,
  async run(tx: EventCtx) {
    if (!(await deleteScheduledRelease(tx))) throw new Refusal('CONFLICT', 'No release is scheduled.');
    return changed({
      audit: { subject: { kind: 'Event', id: tx.event.id } },
      topics: [draftTopic(tx.event.id)],
      result: true,
    });
  },
});

/** Makes every release that is due. One that can't be made says why, and waits for a person. */
export async function releaseDuePrograms(ctx: Ctx): Promise<void> {
  for (const eventId of await listDueReleases(ctx)) {
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
