import { changed, verb } from '@plenary/audit';
import { move, staleVersion, type EventCtx, version, wantedId } from '@plenary/platform';
import { refuseBlockers, standingBlockers } from '@plenary/platform/findings';
import { askForWork } from '@plenary/platform/queue';
import { z } from 'zod';
import { changeEdition, lockMinutes } from '../data/editions.js';
import { startPublication } from '../data/publications.js';
import { publishMinutes } from '../domain/jobs.js';
import { editionLifecycle } from '../domain/lifecycle.js';
import { minutesTopic, publicationTopic } from '../domain/topics.js';
import { checkEdition } from './check-minutes.js';
import { requireEdition } from './find-edition.js';
import { findSummary } from './summary.js';

export const editionInput = z
  .object({
    editionId: wantedId.meta({ description: 'The edition.' }),
    version,
  })
  .meta({ description: 'An edition, as it was seen.' });

/**
 * Has an approved edition published: the worker makes its files and shows them all at once.
 * @throws {Refusal} NOT_FOUND; STALE_VERSION; CONFLICT unless it is APPROVED, or while a BLOCKER stands
 */
export const publishEdition = verb('publishEdition', {
  input: editionInput,
  lock: lockMinutes,
  async run(tx: EventCtx, seen) {
    const edition = await requireEdition(tx, seen);
    const { id } = edition;
    const publishing = move(editionLifecycle, 'The edition', edition.state, 'PUBLISHING', {
      // Fixed now, for it is printed: a publication that is resumed prints the same.
      publishedAt: new Date(Math.floor(tx.services.clock.now().getTime() / 1_000) * 1_000),
    });
    // The questions' records may have changed since the approval.
    const blockers = standingBlockers(await checkEdition(tx, edition), edition.waivers);
    refuseBlockers("The minutes can't be published", blockers);
    if (!(await changeEdition(tx, edition, publishing))) throw staleVersion('The edition', seen.version, {});
    await startPublication(tx, id);
    askForWork(tx, publishMinutes, { eventId: tx.event.id, editionId: id }, tx.event.id);
    return changed({
      audit: { subject: { kind: 'Edition', id } },
      topics: [publicationTopic(id), minutesTopic(tx.event.id)],
      result: await findSummary(tx, id),
    });
  },
});
