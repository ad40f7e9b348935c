import type { EventCtx } from '@plenary/platform';
import { inOrderOfGravity, type Finding } from '../domain/findings/finding.js';
import { currentDraft } from './current-draft.js';

/** What the rules find in the draft as it stands, the gravest first. */
export async function findFindings(ctx: EventCtx): Promise<Finding[]> {
  return inOrderOfGravity((await currentDraft(ctx)).findings());
}
