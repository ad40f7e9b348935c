import type { EventCtx } from '@plenary/platform';
import { inOrderOfGravity } from '@plenary/platform/findings';
import type { ProgramFinding } from '../domain/findings/finding.js';
import { currentDraft } from './current-draft.js';

/** What the rules find in the draft as it stands, the gravest first. */
export async function findFindings(ctx: EventCtx): Promise<ProgramFinding[]> {
  return inOrderOfGravity((await currentDraft(ctx)).findings());
}
