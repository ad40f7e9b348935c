import type { EventCtx } from '@plenary/platform';
import { exportProgram, type ProgramFile } from '../domain/export-program.js';
import { currentDraft } from './current-draft.js';

/** The draft of the event as a file, without loss. */
export async function programAsFile(ctx: EventCtx): Promise<ProgramFile> {
  return exportProgram(await currentDraft(ctx));
}
