import { findPersonIds, touchDraft } from '@plenary/event';
import { badInput, type EventCtx } from '@plenary/platform';
import { publish, inTransaction } from '@plenary/platform/database';
import { v7 as uuid } from 'uuid';
import { saveActualTimes } from '../data/actual-times.js';
import type { Draft } from '../domain/draft.js';
import { planImport } from '../domain/edits/plan-import.js';
import { peopleIn, problemsOfProgram, type ProgramInput } from '../domain/program-input.js';
import { draftTopic } from './current-draft.js';
import { changeDraft, type Edited } from './edit-program.js';
import { runningOrderTopic } from './running-order.js';

/**
 * Takes a program into the draft as one edit: rows whose key the draft has are changed, others added. All or nothing.
 * @param replace whether rows go that the program does not have
 * @throws {Refusal} BAD_INPUT naming each key that stands twice or names nothing; CONFLICT
 */
export async function importProgram(ctx: EventCtx, program: ProgramInput, replace = false): Promise<Edited> {
  return inTransaction(ctx, async (tx) => {
    const people = await findPersonIds(tx, peopleIn(program));
    const problems = problemsOfProgram(program, new Set(people.keys()));
    if (problems.length > 0) throw badInput(problems);
    let before: Draft['sessions'] = new Map();
    const edited = await changeDraft(tx, 'importProgram', null, (draft) => {
      before = new Map(draft.sessions);
      return planImport(draft, program, people, replace, uuid);
    });
    await importActualTimes(tx, program, before, edited.draft);
    return edited;
  });
}

/** What really happened is no part of the edit: undoing it does not undo the day. */
async function importActualTimes(
  tx: EventCtx,
  program: ProgramInput,
  before: Draft['sessions'],
  draft: Draft,
): Promise<void> {
  const ids = new Map([...draft.sessions.values()].map(({ key, id }) => [key, id]));
  const changed = program.sessions.flatMap(({ key, actualStartsAt, actualEndsAt }) => {
    const sessionId = ids.get(key) ?? '';
    const was = before.get(sessionId);
    if (actualStartsAt === undefined) return [];
    if (
      was?.actualStartsAt?.getTime() === actualStartsAt.getTime() &&
      was.actualEndsAt?.getTime() === actualEndsAt?.getTime()
    )
      return [];
    return [{ sessionId, actualStartsAt, actualEndsAt: actualEndsAt ?? null }];
  });
  if (changed.length === 0) return;
  await saveActualTimes(tx, changed);
  await touchDraft(tx);
  for (const topicOf of [draftTopic, runningOrderTopic]) publish(tx, topicOf(tx.event.id));
}
