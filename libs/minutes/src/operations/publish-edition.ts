import { recordAudit } from '@plenary/audit';
import { notFound, requireMove, staleVersion, type EventCtx } from '@plenary/platform';
import { announce, inTransaction } from '@plenary/platform/database';
import { askForWork } from '@plenary/platform/queue';
import { changeEdition, findEdition, lockMinutes } from '../data/editions.js';
import { startPublication } from '../data/publications.js';
import { standingBlockers } from '../domain/finding.js';
import { publishMinutes } from '../domain/jobs.js';
import { editionLifecycle } from '../domain/lifecycle.js';
import { minutesTopic, publicationTopic } from '../domain/topics.js';
import { refuseBlockers } from './approve-edition.js';
import { checkEdition } from './check-minutes.js';
import { requireEdition } from './find-edition.js';
import { summaryOf, type EditionSummary } from './summary.js';

/**
 * Has an approved edition published: the worker makes its files and shows them all at once.
 * @throws {Refusal} NOT_FOUND; STALE_VERSION; CONFLICT unless it is APPROVED, or while a BLOCKER stands
 */
export async function publishEdition(
  ctx: EventCtx,
  seen: { readonly editionId: string; readonly version: number },
): Promise<EditionSummary> {
  return inTransaction(ctx, async (tx) => {
    await lockMinutes(tx);
    const edition = await requireEdition(tx, seen);
    requireMove(editionLifecycle, 'The edition', edition.state, 'PUBLISHING');
    // The questions' records may have changed since the approval.
    refuseBlockers('published', standingBlockers(await checkEdition(tx, edition), edition.waivers));
    // Fixed now, for it is printed: a publication that is resumed prints the same.
    const publishedAt = new Date(Math.floor(tx.services.clock.now().getTime() / 1_000) * 1_000);
    const changed = await changeEdition(tx, edition, { state: 'PUBLISHING', publishedAt });
    if (!changed) throw staleVersion('The edition', seen.version, {});
    await startPublication(tx, edition.id);
    askForWork(tx, publishMinutes, { eventId: tx.event.id, editionId: edition.id }, tx.event.id);
    recordAudit(tx, { action: 'publishEdition', subject: { kind: 'Edition', id: edition.id } });
    announce(tx, publicationTopic(edition.id));
    announce(tx, minutesTopic(tx.event.id));
    const now = await findEdition(tx, edition.id);
    if (now === null) throw notFound('Edition');
    return summaryOf(now);
  });
}
