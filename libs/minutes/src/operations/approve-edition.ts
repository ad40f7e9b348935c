import { recordAudit } from '@plenary/audit';
import {
  Refusal,
  badInput,
  notFound,
  parse,
  requireMove,
  staleVersion,
  type EventCtx,
} from '@plenary/platform';
import { announce, inTransaction } from '@plenary/platform/database';
import { reasonText } from '@plenary/platform/texts';
import { z } from 'zod';
import { changeEdition, findEdition, lockMinutes } from '../data/editions.js';
import { findingId, standingBlockers, type MinutesFinding } from '../domain/finding.js';
import { editionLifecycle } from '../domain/lifecycle.js';
import { minutesTopic } from '../domain/topics.js';
import { checkEdition } from './check-minutes.js';
import { requireEdition } from './find-edition.js';
import { summaryOf, type EditionSummary } from './summary.js';

const input = z.object({
  editionId: z.string(),
  version: z.int(),
  reason: reasonText.nullable(),
  waiveAll: reasonText.nullable(),
});

/**
 * Approves an edition: its words are frozen.
 * @param values `reason` says why the speakers' review is skipped, which a DRAFT needs; `waiveAll` waives every
 *   BLOCKER with this reason
 * @throws {Refusal} BAD_INPUT; NOT_FOUND; STALE_VERSION; CONFLICT while a BLOCKER stands, with `findings`
 */
export async function approveEdition(
  ctx: EventCtx,
  values: {
    readonly editionId: string;
    readonly version: number;
    readonly reason: string | null;
    readonly waiveAll: string | null;
  },
): Promise<EditionSummary> {
  const { waiveAll, ...seen } = parse(input, values);
  return inTransaction(ctx, async (tx) => {
    await lockMinutes(tx);
    const edition = await requireEdition(tx, seen);
    requireMove(editionLifecycle, 'The edition', edition.state, 'APPROVED');
    const reason = seen.reason ?? waiveAll;
    if (edition.state === 'DRAFT' && reason === null) {
      throw badInput([{ path: 'reason', message: "must say why the speakers' review is skipped" }]);
    }
    const blockers = standingBlockers(await checkEdition(tx, edition), edition.waivers);
    if (waiveAll === null) refuseBlockers('approved', blockers);
    const added = blockers.map((finding) => ({ findingId: findingId(finding), reason: waiveAll ?? '' }));
    const changed = await changeEdition(tx, edition, {
      state: 'APPROVED',
      waivers: [...edition.waivers, ...added],
      approvalReason: edition.state === 'DRAFT' ? reason : null,
      approvedAt: tx.services.clock.now(),
    });
    if (!changed) throw staleVersion('The edition', seen.version, {});
    recordAudit(tx, {
      action: 'approveEdition',
      subject: { kind: 'Edition', id: edition.id },
      before: { state: edition.state },
      after: { state: 'APPROVED', waived: added.length },
    });
    announce(tx, minutesTopic(tx.event.id));
    const now = await findEdition(tx, edition.id);
    if (now === null) throw notFound('Edition');
    return summaryOf(now);
  });
}

/** @throws {Refusal} CONFLICT with the findings, if there are any */
export function refuseBlockers(what: string, blockers: readonly MinutesFinding[]): void {
  const [first] = blockers;
  if (first === undefined) return;
  const more = blockers.length > 1 ? ` And ${String(blockers.length - 1)} more.` : '';
  throw new Refusal('CONFLICT', `The minutes can't be ${what}: ${first.message}${more}`, {
    facts: { findings: blockers },
  });
}
