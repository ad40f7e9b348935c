import { changed, unchanged, verb } from '@plenary/audit';
import { notFound, requireMove, staleVersion, type EventCtx, version, wantedId } from '@plenary/platform';
import { reasonText } from '@plenary/platform/texts';
import { z } from 'zod';
import { changeEdition, lockMinutes } from '../data/editions.js';
import { editionLifecycle } from '../domain/lifecycle.js';
import { minutesTopic } from '../domain/topics.js';
import { checkEdition } from './check-minutes.js';
import { requireEdition } from './find-edition.js';
import { findSummary, summaryOf } from './summary.js';

export const waiveFindingInput = z
  .object({
    editionId: wantedId.meta({ description: 'The edition.' }),
    version,
    findingId: wantedId.meta({ description: "The finding's id." }),
    reason: reasonText.meta({ description: 'At least 3 characters; kept with the edition.' }),
  })
  .meta({ description: 'A finding to let stand, and why.' });

/**
 * Lets a finding stand, with a reason that is kept with the edition.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND; STALE_VERSION; CONFLICT once it is being published
 */
export const waiveFinding = verb('waiveFinding', {
  input: waiveFindingInput,
  lock: lockMinutes,
  async run(tx: EventCtx, { reason, ...named }) {
    const edition = await requireEdition(tx, named);
    if (edition.state !== 'DRAFT') requireMove(editionLifecycle, 'The edition', edition.state, 'DRAFT');
    const findings = await checkEdition(tx, edition);
    if (!findings.some(({ id }) => id === named.findingId)) throw notFound('Finding');
    const others = edition.waivers.filter((waiver) => waiver.findingId !== named.findingId);
    const before = edition.waivers.find((waiver) => waiver.findingId === named.findingId);
    if (before?.reason === reason) return unchanged(summaryOf(edition));
    const waivers = [...others, { findingId: named.findingId, reason }];
    if (!(await changeEdition(tx, edition, { waivers })))
      throw staleVersion('The edition', named.version, {});
    return changed({
      audit: { subject: { kind: 'Edition', id: edition.id } },
      topics: [minutesTopic(tx.event.id)],
      result: await findSummary(tx, edition.id),
    });
  },
});
