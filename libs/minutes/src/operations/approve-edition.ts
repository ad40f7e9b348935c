import { changed, verb } from '@plenary/audit';
import { badInput, move, staleVersion, type EventCtx, version, wantedId } from '@plenary/platform';
import { refuseBlockers, standingBlockers, waiveAll } from '@plenary/platform/findings';
import { reasonText } from '@plenary/platform/texts';
import { z } from 'zod';
import { changeEdition, lockMinutes } from '../data/editions.js';
import { editionLifecycle } from '../domain/lifecycle.js';
import { minutesTopic } from '../domain/topics.js';
import { checkEdition } from './check-minutes.js';
import { requireEdition } from './find-edition.js';
import { findSummary } from './summary.js';

export const approveEditionInput = z
  .object({
    editionId: wantedId.meta({ description: 'The edition.' }),
    version,
    reason: reasonText
      .nullish()
      .transform((text) => text ?? null)
      .meta({ description: "Why the speakers' review is skipped; a DRAFT needs it." }),
  })
  .meta({ description: 'An edition to approve.' });

/** Waives every BLOCKER with the reason of `waiveAll`. */
const input = approveEditionInput.extend({ waiveAll: reasonText.nullable().default(null) });

/**
 * Approves an edition: its words are frozen.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND; STALE_VERSION; CONFLICT while a BLOCKER stands, with `findings`
 */
export const approveEdition = verb('approveEdition', {
  input,
  lock: lockMinutes,
  async run(tx: EventCtx, { waiveAll: forAll, ...seen }) {
    const edition = await requireEdition(tx, seen);
    const reason = seen.reason ?? forAll;
    const approved = move(editionLifecycle, 'The edition', edition.state, 'APPROVED', {
      approvedAt: tx.services.clock.now(),
      approvalReason: edition.state === 'DRAFT' ? reason : null,
    });
    if (edition.state === 'DRAFT' && reason === null) {
      throw badInput([{ path: 'reason', message: "must say why the speakers' review is skipped" }]);
    }
    const blockers = standingBlockers(await checkEdition(tx, edition), edition.waivers);
    if (forAll === null) refuseBlockers("The minutes can't be approved", blockers);
    const added = forAll === null ? [] : waiveAll(blockers, forAll);
    const waivers = [...edition.waivers, ...added];
    if (!(await changeEdition(tx, edition, { ...approved, waivers })))
      throw staleVersion('The edition', seen.version, {});
    return changed({
      audit: {
        subject: { kind: 'Edition', id: edition.id },
        before: { state: edition.state },
        after: { state: 'APPROVED', waived: added.length },
      },
      topics: [minutesTopic(tx.event.id)],
      result: await findSummary(tx, edition.id),
    });
  },
});
