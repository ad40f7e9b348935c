import { changed, sqlVerb, unchanged } from '@plenary/audit';
import { Refusal, notFound, type SqlEventCtx } from '@plenary/platform';
import { once } from '@plenary/platform/idempotency';
import { findSession } from '@plenary/program';
import type { z } from 'zod';
import { findQuestion, insertQuestion } from '../data/questions.js';
import { submitQuestionInput } from '../domain/question-input.js';
import type { Question } from '../domain/question.js';
import { sessionTopic } from './watch-session.js';

/**
 * Puts a question in a session: from the room it is queued at once, from online it waits for approval. The same
 * client key gives the first result.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND for a session of no or another event; CONFLICT if it takes no questions
 */
export const submitQuestion = sqlVerb('submitQuestion', {
  input: submitQuestionInput,
  async run(tx: SqlEventCtx, input) {
    // Not read back after it was written, for a hall asks at once.
    const made: { question?: Question } = {};
    const id = await once(tx, 'submitQuestion', input.clientKey, input, async () => {
      made.question = await put(tx, input);
      return made.question.id;
    });
    const question = made.question ?? (await findQuestion(tx, id));
    if (question === null) throw notFound('Question');
    if (made.question === undefined) return unchanged(question);
    return changed({
      audit: { subject: { kind: 'Question', id }, after: { state: question.state } },
      topics: [sessionTopic(question.sessionId)],
      result: question,
    });
  },
});

async function put(tx: SqlEventCtx, input: z.output<typeof submitQuestionInput>): Promise<Question> {
  const session = await findSession(tx, input.sessionId);
  if (session === null) throw notFound('Session');
  if (!session.takesQuestions) throw new Refusal('CONFLICT', 'This session takes no questions.');
  const { channel, text, language, displayPolicy, askerName = null, askerAffiliation = null } = input;
  return insertQuestion(tx, {
    sessionId: session.id,
    channel,
    text,
    language,
    displayPolicy,
    state: channel === 'ROOM' ? 'QUEUED' : 'SUBMITTED',
    asker: { name: askerName, affiliation: askerAffiliation, description: null, country: null },
  });
}
