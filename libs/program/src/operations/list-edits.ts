import { readPage, type EventCtx, type Page, type PageAsked } from '@plenary/platform';
import { z } from 'zod';
import { listProgramEdits, type ProgramEdit } from '../data/program-edits.js';
import { draftTopic } from './current-draft.js';

const editsInState = 20;
const editNumber = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number);

/**
 * A page of the change log, the latest first.
 * @throws {Refusal} BAD_INPUT for a page size out of range or a cursor that is none
 */
export function listEdits(ctx: EventCtx, page: PageAsked): Promise<Page<ProgramEdit>> {
  return readPage(page, {
    key: editNumber,
    keyOf: (edit) => edit.number,
    read: (after, count) => listProgramEdits(ctx, after, count),
  });
}

/** How far the draft has come. */
export interface DraftState {
  /** The number of the last edit; 0 before the first. */
  readonly lastEdit: number;
  /** The last edits, the latest first. */
  readonly edits: readonly ProgramEdit[];
}

/** How far the draft has come: at once, and again after each edit. */
export function watchDraft<Shown>(
  ctx: EventCtx,
  show: (state: DraftState) => Shown,
): AsyncIterableIterator<Shown> {
  return ctx.services.live.states(draftTopic(ctx.event.id), async () => {
    const edits = await listProgramEdits(ctx, null, editsInState);
    return show({ lastEdit: edits[0]?.number ?? 0, edits });
  });
}
