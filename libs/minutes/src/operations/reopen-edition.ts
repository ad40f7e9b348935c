import { move, type EventCtx } from '@plenary/platform';
import { changeEdition } from '../data/editions.js';
import type { Edition } from '../domain/edition.js';
import { editionLifecycle } from '../domain/lifecycle.js';

/**
 * What every edit does to its edition: an approved one returns to DRAFT, and any gets a new version, so that nobody
 * approves words that were changed since they saw them.
 * @throws {Refusal} CONFLICT once it is published
 */
export async function reopenEdition(
  tx: EventCtx,
  edition: Pick<Edition, 'id' | 'state' | 'version'>,
): Promise<void> {
  const isOpen = edition.state === 'DRAFT' || edition.state === 'IN_REVIEW';
  await changeEdition(
    tx,
    edition,
    isOpen ? {} : move(editionLifecycle, 'The edition', edition.state, 'DRAFT', {}),
  );
}
