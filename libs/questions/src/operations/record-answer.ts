import { listPeople } from '@plenary/event';
import { notFound, type EventCtx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { listSessions } from '@plenary/program';
import { findQuestion, insertAnswer } from '../data/questions.js';
import type { Question } from '../domain/question.js';
import { move, requireQuestion, type QuestionEdit } from './move-question.js';

export interface AnswerInput extends QuestionEdit {
  /** Who answered. */
  readonly personId: string;
  /** Where, if not in the session in which it was asked. */
  readonly sessionId: string | null;
}

/**
 * Records who answered a question that was asked. Several may answer one after the other.
 * @throws {Refusal} NOT_FOUND; STALE_VERSION; CONFLICT if it was not asked
 */
export async function recordAnswer(ctx: EventCtx, input: AnswerInput): Promise<Question> {
  return inTransaction(ctx, async (tx) => {
    const question = await requireQuestion(tx, input);
    if (!(await listPeople(tx)).some(({ id }) => id === input.personId)) throw notFound('Person');
    const sessionId = input.sessionId ?? question.sessionId;
    if (!(await listSessions(tx)).some(({ id }) => id === sessionId)) throw notFound('Session');
    if (question.state !== 'ANSWERED') await move(tx, input, 'recordAnswer', 'ANSWERED');
    await insertAnswer(tx, question.id, input.personId, sessionId);
    const answered = await findQuestion(tx, question.id);
    if (answered === null) throw notFound('Question');
    return answered;
  });
}
