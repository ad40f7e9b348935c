import { recordAudit } from '@plenary/audit';
import { Refusal, notFound, parse, type EventCtx } from '@plenary/platform';
import { announce, inTransaction } from '@plenary/platform/database';
import { once } from '@plenary/platform/idempotency';
import { listSessions } from '@plenary/program';
import { findQuestion, insertQuestion } from '../data/questions.js';
import { submitQuestionInput } from '../domain/question-input.js';
import type { Question } from '../domain/question.js';
import { sessionTopic } from './watch-session.js';

/**
 * Puts a question in a session: from the room it is queued at once, from online it waits for approval. The same
 * client key gives the first result.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND for a session of no or another event; CONFLICT if it takes no questions
 */
export async function submitQuestion(
  ctx: EventCtx,
  values: Readonly<Record<string, unknown>>,
): Promise<Question> {
  const input = parse(submitQuestionInput, values);
  return inTransaction(ctx, async (tx) => {
    const id = await once(tx, 'submitQuestion', input.clientKey, input, async () => {
      const session = (await listSessions(tx)).find((one) => one.id === input.sessionId);
      if (session === undefined) throw notFound('Session');
      if (!session.takesQuestions) throw new Refusal('CONFLICT', 'This session takes no questions.');
      const state = input.channel === 'ROOM' ? 'QUEUED' : 'SUBMITTED';
      const added = await insertQuestion(tx, {
        sessionId: session.id,
        channel: input.channel,
        text: input.text,
        language: input.language,
        displayPolicy: input.displayPolicy,
        state,
        askerName: input.askerName ?? null,
        askerAffiliation: input.askerAffiliation ?? null,
      });
      recordAudit(tx, {
        action: 'submitQuestion',
        subject: { kind: 'Question', id: added },
        after: { state },
      });
      announce(tx, sessionTopic(session.id));
      return added;
    });
    const question = await findQuestion(tx, id);
    if (question === null) throw notFound('Question');
    return question;
  });
}
