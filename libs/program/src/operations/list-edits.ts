import { badInput, type EventCtx } from '@plenary/platform';
import { listProgramEdits, type ProgramEdit } from '../data/program-edits.js';
import { draftTopic } from './current-draft.js';

const largestPage = 100;
const editsInState = 20;

/**
 * A page of the change log, the latest first.
 * @throws {Refusal} BAD_INPUT for a page size out of range or a cursor that is none
 */
export async function listEdits(
  ctx: EventCtx,
  first: number,
  after: string | null,
): Promise<{ edits: ProgramEdit[]; endCursor: string | null }> {
  if (first < 1 || first > largestPage)
    throw badInput([{ path: 'first', message: `must be from 1 to ${String(largestPage)}` }]);
  if (after !== null && !/^[1-9]\d{0,8}$/.test(after))
    throw badInput([{ path: 'after', message: 'must be the endCursor of a page' }]);
  const found = await listProgramEdits(ctx, after === null ? null : Number(after), first + 1);
  const edits = found.slice(0, first);
  const last = edits.at(-1);
  return { edits, endCursor: found.length > first && last !== undefined ? String(last.number) : null };
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
