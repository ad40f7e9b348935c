import { recordAudit } from '@plenary/audit';
import { notFound, parse, requireMove, staleVersion, type EventCtx } from '@plenary/platform';
import { announce, inTransaction } from '@plenary/platform/database';
import { reasonText } from '@plenary/platform/texts';
import { z } from 'zod';
import { changeEdition, findEdition } from '../data/editions.js';
import { findingId } from '../domain/finding.js';
import { editionLifecycle } from '../domain/lifecycle.js';
import { minutesTopic } from '../domain/topics.js';
import { checkEdition } from './check-minutes.js';
import { requireEdition } from './find-edition.js';
import { summaryOf, type EditionSummary } from './summary.js';

const input = z.object({
  editionId: z.string(),
  version: z.int(),
  findingId: z.string(),
  reason: reasonText,
});

/**
 * Lets a finding stand, with a reason that is kept with the edition.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND; STALE_VERSION; CONFLICT once the edition is approved
 */
export async function waiveFinding(
  ctx: EventCtx,
  values: {
    readonly editionId: string;
    readonly version: number;
    readonly findingId: string;
    readonly reason: string;
  },
): Promise<EditionSummary> {
  const { reason, ...named } = parse(input, values);
  return inTransaction(ctx, async (tx) => {
    const edition = await requireEdition(tx, named);
    if (edition.state !== 'DRAFT') requireMove(editionLifecycle, 'The edition', edition.state, 'DRAFT');
    const findings = await checkEdition(tx, edition);
    if (!findings.some((finding) => findingId(finding) === named.findingId)) throw notFound('Finding');
    const others = edition.waivers.filter((waiver) => waiver.findingId !== named.findingId);
    const waivers = [...others, { findingId: named.findingId, reason }];
    const changed = await changeEdition(tx, edition, { waivers });
    if (!changed) throw staleVersion('The edition', named.version, {});
    recordAudit(tx, { action: 'waiveFinding', subject: { kind: 'Edition', id: edition.id } });
    announce(tx, minutesTopic(tx.event.id));
    const now = await findEdition(tx, edition.id);
    if (now === null) throw notFound('Edition');
    return summaryOf(now);
  });
}
