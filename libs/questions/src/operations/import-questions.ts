import { listPeople } from '@plenary/event';
import { badInput, type EventCtx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { listSessions } from '@plenary/program';
import { insertRecordedQuestions } from '../data/questions.js';
import { problemsOfQuestions, type QuestionsInput } from '../domain/question-input.js';

/**
 * Enters the questions that are on record, in the order of asking. All or nothing.
 * @throws {Refusal} BAD_INPUT naming each key that stands twice or names nothing
 */
export async function importQuestions(ctx: EventCtx, questions: QuestionsInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const sessions = new Map((await listSessions(tx)).map(({ key, id }) => [key, id]));
    const people = new Map((await listPeople(tx)).map(({ key, id }) => [key, id]));
    const problems = problemsOfQuestions(questions, new Set(sessions.keys()), new Set(people.keys()));
    if (problems.length > 0) throw badInput(problems);
    await insertRecordedQuestions(tx, questions, { sessions, people });
  });
}
