import type { EventCtx } from '@plenary/platform';
import type { Finding } from '../domain/finding.js';
import { findInDraft } from '../domain/rules.js';
import { findDraft } from './find-draft.js';

/** What the rules find in the draft as it stands. */
export async function findFindings(ctx: EventCtx): Promise<Finding[]> {
  return findInDraft(await findDraft(ctx));
}
