import { changed, verb, type Outcome } from '@plenary/audit';
import { Refusal, move, notFound, staleVersion, type EventCtx } from '@plenary/platform';
import { lock } from '@plenary/platform/database';
import { changeQuestion, findQuestion, readStage, type QuestionChange } from '../data/questions.js';
import { questionLifecycle } from '../domain/lifecycle.js';
import { questionEditInput } from '../domain/question-input.js';
import type { Question } from '../domain/question.js';
import { sessionTopic } from './watch-session.js';

interface QuestionEdit {
  readonly questionId: string;
  /** Of the question as it was seen. */
  readonly version: number;
}

/** Lets an online question be queued, or takes a queued one out of the queue. */
export const approveQuestion = verb('approveQuestion', {
  input: questionEditInput,
  async run(tx: EventCtx, edit) {
    const question = await requireQuestion(tx, edit);
    return moved(tx, question, move(questionLifecycle, 'The question', question.state, 'APPROVED', {}));
  },
});

/** Puts an approved question into the queue of its session, or one back that was asked while nothing was said. */
export const queueQuestion = verb('queueQuestion', {
  input: questionEditInput,
  async run(tx: EventCtx, edit) {
    const question = await requireQuestion(tx, edit);
    return moved(tx, question, move(questionLifecycle, 'The question', question.state, 'QUEUED', {}));
  },
});

/**
 * Has the question asked: it is on stage, alone in its session, and takes its place in the order of asking.
 * @throws {Refusal} NOT_FOUND; STALE_VERSION; CONFLICT if it is not queued, or another is on stage
 */
export const putOnStage = verb('putOnStage', {
  input: questionEditInput,
  // One question of the event at a time, so that the order of asking has no gap and no double.
  lock: (tx: EventCtx) => lock(tx, 'questions'),
  async run(tx, edit) {
    const question = await requireQuestion(tx, edit);
    const { onStageId, nextOrder } = await readStage(tx, question.sessionId);
    if (onStageId !== null && onStageId !== question.id) {
      throw new Refusal('CONFLICT', 'Another question is on stage in this session.', {
        facts: { questionId: onStageId },
      });
    }
    const asked = { askedOrder: nextOrder, askedAt: tx.services.clock.now() };
    return moved(tx, question, move(questionLifecycle, 'The question', question.state, 'ASKED', asked));
  },
});

/** @throws {Refusal} NOT_FOUND, or STALE_VERSION with the question as it stands */
export async function requireQuestion(tx: EventCtx, edit: QuestionEdit): Promise<Question> {
  const question = await findQuestion(tx, edit.questionId);
  if (question === null) throw notFound('Question');
  if (question.version !== edit.version) throw stale(edit.version, question);
  return question;
}

/** @throws {Refusal} STALE_VERSION with the question as it stands, if it was changed since it was read */
export async function save(tx: EventCtx, seen: Question, change: QuestionChange): Promise<Question> {
  const question = await changeQuestion(tx, seen, change);
  if (question !== null) return question;
  throw stale(seen.version, (await findQuestion(tx, seen.id)) ?? seen);
}

/** The one way by which a question changes its state. */
async function moved(tx: EventCtx, seen: Question, change: QuestionChange): Promise<Outcome<Question>> {
  return changed({
    result: await save(tx, seen, change),
    audit: {
      subject: { kind: 'Question', id: seen.id },
      before: { state: seen.state },
      after: { state: change.state },
    },
    topics: [sessionTopic(seen.sessionId)],
  });
}

function stale(seen: number, { version, state }: Question): Refusal {
  return staleVersion('The question', seen, { version, state });
}
