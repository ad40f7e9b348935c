import { Refusal, notFound, parse, type EventCtx } from '@plenary/platform';
import { z } from 'zod';
import { findProgramEdit } from '../data/program-edits.js';
import { planUndo } from '../domain/edits/undo.js';
import { changeDraft, type Edited } from './edit-program.js';

export const undoInput = z
  .object({ edit: z.int().meta({ description: 'Its number.' }) })
  .meta({ description: 'An edit to take back.' });

/**
 * Takes an edit back, as a new edit; that can be undone in its turn.
 * @throws {Refusal} NOT_FOUND; CONFLICT if it was undone already, or what it changed was changed since
 */
export async function undoProgramEdit(ctx: EventCtx, values: unknown): Promise<Edited> {
  const { edit: number } = parse(undoInput, values);
  return changeDraft(ctx, 'undoProgramEdit', number, async (draft, tx) => {
    const edit = await findProgramEdit(tx, number);
    if (edit === null) throw notFound('Edit');
    if (edit.undoneBy !== null)
      throw new Refusal(
        'CONFLICT',
        `Edit ${String(number)} was undone already, by edit ${String(edit.undoneBy)}.`,
        {
          facts: { undoneBy: edit.undoneBy },
        },
      );
    return planUndo(draft, edit.changes);
  });
}
