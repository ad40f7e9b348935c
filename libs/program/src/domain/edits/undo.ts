import { Refusal } from '@plenary/platform';
import {
  inverse,
  sameAvailability,
  sameLimits,
  sameRoom,
  sameSession,
  sameTrack,
  type Change,
  type Changes,
} from '../changes.js';
import { limitsId } from '../content.js';
import type { Draft } from '../draft.js';

/**
 * What takes an edit back, if nothing that it changed was changed since.
 * @throws {Refusal} CONFLICT with the ids of the rows that were changed since
 */
export function planUndo(draft: Draft, done: Changes): Changes {
  const since = [
    ...changedSince(done.rooms, draft.rooms, sameRoom),
    ...changedSince(done.tracks, draft.tracks, sameTrack),
    ...changedSince(done.availability, draft.availability, sameAvailability),
    ...changedSince(done.sessions, draft.sessions, sameSession),
    ...changedSince(done.limits, new Map([[limitsId, draft.frame.limits]]), sameLimits),
  ];
  if (since.length > 0)
    throw new Refusal(
      'CONFLICT',
      'What this edit changed was changed again since: undo the later edits first.',
      {
        facts: { changedSince: since },
      },
    );
  return inverse(done);
}

function changedSince<Content>(
  changes: readonly Change<Content>[],
  rows: ReadonlyMap<string, Content>,
  same: (a: Content | null, b: Content | null) => boolean,
): string[] {
  return changes.filter(({ id, after }) => !same(rows.get(id) ?? null, after)).map(({ id }) => id);
}
