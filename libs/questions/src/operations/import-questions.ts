import { findPersonIds } from '@plenary/event';
import { badInput, type EventCtx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { findSessionIds } from '@plenary/program';
import { insertRecordedQuestions } from '../data/recorded-questions.js';
import { keysIn, problemsOfQuestions, type QuestionsInput } from '../domain/question-input.js';

/**
 * Enters the questions that are on record, in the order of asking. All or nothing.
 * @throws {Refusal} BAD_INPUT naming each key that stands twice or names nothing
 */
export async function importQuestions(ctx: EventCtx, questions: QuestionsInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const named = keysIn(questions);
    const sessions = await findSessionIds(tx, named.sessions);
    const people = await findPersonIds(tx, named.people);
    const problems = problemsOfQuestions(questions, new Set(sessions.keys()), new Set(people.keys()));
    if (problems.length > 0) throw badInput(problems);
    await insertRecordedQuestions(tx, questions, { sessions, people });
  });
}
