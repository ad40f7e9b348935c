import { changed, unchanged, verb } from '@plenary/audit';
import { hasPerson } from '@plenary/event';
import { holds, move, notFound, type EventCtx } from '@plenary/platform';
import { findSession } from '@plenary/program';
import { insertAnswer, type QuestionChange } from '../data/questions.js';
import { questionLifecycle } from '../domain/lifecycle.js';
import { recordAnswerInput } from '../domain/question-input.js';
import type { Question } from '../domain/question.js';
import { requireQuestion, save } from './move-question.js';
import { sessionTopic } from './watch-session.js';

/**
 * Records who answered a question that was asked. Several may answer one after the other, each by an edit of its own;
 * whoever was recorded last in the same session goes on, and is not recorded twice.
 * @throws {Refusal} NOT_FOUND; STALE_VERSION, also for a repeat; CONFLICT if it was not asked
 */
export const recordAnswer = verb('recordAnswer', {
  input: recordAnswerInput,
  async run(tx: EventCtx, { personId, sessionId = null, ...edit }) {
    const question = await requireQuestion(tx, edit);
    if (!(await hasPerson(tx, personId))) throw notFound('Person');
    if (sessionId !== null && (await findSession(tx, sessionId)) === null) throw notFound('Session');
    const by = { personId, sessionId: sessionId ?? question.sessionId };
    const last = question.answers.at(-1);
    if (last !== undefined && holds(last, by)) return unchanged(question);
    const answered = await save(tx, question, toAnswered(question));
    const answer = await insertAnswer(tx, question, by);
    return changed({
      audit: {
        subject: { kind: 'Question', id: question.id },
        before: { state: question.state },
        after: { state: answered.state, answerId: answer.id, ...by },
      },
      topics: [sessionTopic(question.sessionId)],
      result: { ...answered, answers: [...question.answers, answer] },
    });
  },
});

/** A further answer is no move. */
function toAnswered({ state }: Question): QuestionChange {
  return state === 'ANSWERED' ? { state } : move(questionLifecycle, 'The question', state, 'ANSWERED', {});
}
