import type { EventCtx } from '@plenary/platform';
import { v7 as uuid } from 'uuid';
import { effective, peopleNamed, type Changes } from '../domain/changes.js';
import { withPeople } from '../domain/draft.js';
import { edits, type EditName } from '../domain/edits/index.js';
import { requireWhole } from '../domain/edits/require-whole.js';
import type { FindingsDelta, WorkingDraft } from '../domain/working-draft.js';
import { currentDraft } from './current-draft.js';
import { findNewcomers, withNamed } from './newcomers.js';

/** What an edit would do. */
export interface EditPreview {
  readonly changes: Changes;
  readonly findings: FindingsDelta;
  /** As it stands, without the edit. */
  readonly draft: WorkingDraft;
}

/**
 * What an edit would change and make come and go, without saving anything.
 * @throws {Refusal} as the edit itself would
 */
export async function previewEdit(ctx: EventCtx, name: EditName, input: unknown): Promise<EditPreview> {
  const draft = await currentDraft(ctx);
  const known = await withNamed(ctx, draft, edits[name], input);
  const changes = effective(edits[name].plan(known, input, uuid));
  const newcomers = await findNewcomers(ctx, draft, peopleNamed(changes));
  requireWhole(withPeople(draft, newcomers), changes);
  return { changes, findings: draft.preview(changes, newcomers), draft };
}
