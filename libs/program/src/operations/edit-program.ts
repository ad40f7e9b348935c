import { recordAudit } from '@plenary/audit';
import type { EventCtx } from '@plenary/platform';
import { publish, inTransaction } from '@plenary/platform/database';
import { v7 as uuid } from 'uuid';
import { insertProgramEdit } from '../data/program-edits.js';
import { saveChanges } from '../data/save-changes.js';
import { effective, isEmpty, peopleNamed, type Changes } from '../domain/changes.js';
import { edits, type EditName } from '../domain/edits/index.js';
import { partEdits, type PartEditName } from '../domain/edits/part-edits.js';
import { requireWhole } from '../domain/edits/require-whole.js';
import { withPeople, type Draft } from '../domain/draft.js';
import type { FindingsDelta, WorkingDraft } from '../domain/working-draft.js';
import { draftToEdit, draftTopic, forgetDraft, inTurn, keepDraft } from './current-draft.js';
import { findNewcomers, withNamed } from './newcomers.js';

/** What an edit did. */
export interface Edited {
  /** Of the edit, to undo it by; null where nothing changed. */
  readonly number: number | null;
  readonly changes: Changes;
  /** What it makes come and go. */
  readonly findings: FindingsDelta;
  /** As it stands after the edit. */
  readonly draft: WorkingDraft;
}

/**
 * Edits the draft: all of it or nothing, recorded so that it can be read and undone.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND; STALE_VERSION with the row as it stands; CONFLICT
 */
export function editProgram(ctx: EventCtx, name: EditName, input: unknown): Promise<Edited> {
  return changeDraft(ctx, name, null, async (draft, tx) =>
    edits[name].plan(await withNamed(tx, draft, edits[name], input), input, uuid),
  );
}

/**
 * Edits what the draft says of a person, as they themselves wish it.
 * @param whose finds the person
 * @throws {Refusal} BAD_INPUT; NOT_FOUND unless it is their own; STALE_VERSION with what they see of the row
 */
export function editOwnPart(
  ctx: EventCtx,
  name: PartEditName,
  whose: (tx: EventCtx) => Promise<string>,
  input: unknown,
): Promise<Edited> {
  return changeDraft(ctx, name, null, async (draft, tx) => {
    const personId = await whose(tx);
    const newcomers = await findNewcomers(tx, draft, [personId]);
    return partEdits[name].plan(withPeople(draft, newcomers), personId, input);
  });
}

type Plan = (draft: Draft, tx: EventCtx) => Changes | Promise<Changes>;

/**
 * Saves what `plan` makes of the draft, as one edit.
 * @param undoes the number of the edit that it takes back
 */
export function changeDraft(
  ctx: EventCtx,
  operation: string,
  undoes: number | null,
  plan: Plan,
): Promise<Edited> {
  return inTurn(ctx, async () => {
    const { draft, version, changes, number, versions, newcomers } = await inTransaction(ctx, (tx) =>
      save(tx, operation, undoes, plan),
    );
    // Nested in another transaction, nothing is certain yet: the next reader reads what was committed.
    if (ctx.consequences !== null) forgetDraft(ctx);
    else keepDraft(ctx, { draft, version });
    return { number, changes, findings: draft.apply(changes, versions, newcomers), draft };
  });
}

async function save(tx: EventCtx, operation: string, undoes: number | null, plan: Plan) {
  const { draft, version } = await draftToEdit(tx);
  const changes = effective(await plan(draft, tx));
  if (isEmpty(changes))
    return { draft, version, changes, number: null, versions: new Map<string, number>(), newcomers: [] };
  const newcomers = await findNewcomers(tx, draft, peopleNamed(changes));
  requireWhole(withPeople(draft, newcomers), changes);
  const versions = await saveChanges(tx, changes);
  const number = await insertProgramEdit(tx, operation, changes, undoes);
  recordAudit(tx, { action: operation, subject: { kind: 'ProgramEdit', id: String(number) } });
  publish(tx, draftTopic(tx.event.id));
  return { draft, version: version + 1, changes, number, versions, newcomers };
}
