import { recordAudit } from '@plenary/audit';
import { Refusal, notFound, requireMove, staleVersion, type EventCtx } from '@plenary/platform';
import { announce, inTransaction } from '@plenary/platform/database';
import { listQuestions, findQuestion, moveQuestion, nextAskedOrder } from '../data/questions.js';
import { questionLifecycle, type QuestionState } from '../domain/lifecycle.js';
import type { Question } from '../domain/question.js';
import { sessionTopic } from './watch-session.js';

export interface QuestionEdit {
  readonly questionId: string;
  /** Of the question as it was seen. */
  readonly version: number;
}

/** The one way by which a question changes its state: by its lifecycle, from the version that was seen. */
export async function move(
  tx: EventCtx,
  edit: QuestionEdit,
  action: string,
  to: QuestionState,
  asked: { readonly askedOrder: number; readonly askedAt: Date } | null = null,
): Promise<Question> {
  const question = await requireQuestion(tx, edit);
  requireMove(questionLifecycle, 'The question', question.state, to);
  const moved = await moveQuestion(tx, question, to, asked);
  const now = await findQuestion(tx, question.id);
  if (now === null) throw notFound('Question');
  if (!moved) throw stale(edit, now);
  recordAudit(tx, {
    action,
    subject: { kind: 'Question', id: question.id },
    before: { state: question.state },
    after: { state: to },
  });
  announce(tx, sessionTopic(question.sessionId));
  return now;
}

/** @throws {Refusal} NOT_FOUND, or STALE_VERSION with the question as it stands */
export async function requireQuestion(tx: EventCtx, edit: QuestionEdit): Promise<Question> {
  const question = await findQuestion(tx, edit.questionId);
  if (question === null) throw notFound('Question');
  if (question.version !== edit.version) throw stale(edit, question);
  return question;
}

function stale(edit: QuestionEdit, { version, state }: Question): Refusal {
  return staleVersion('The question', edit.version, { version, state });
}

/** Lets an online question be queued. CONFLICT unless it waits or was rejected. */
export async function approveQuestion(ctx: EventCtx, edit: QuestionEdit): Promise<Question> {
  return inTransaction(ctx, (tx) => move(tx, edit, 'approveQuestion', 'APPROVED'));
}

/** Puts an approved question into the queue of its session. */
export async function queueQuestion(ctx: EventCtx, edit: QuestionEdit): Promise<Question> {
  return inTransaction(ctx, (tx) => move(tx, edit, 'queueQuestion', 'QUEUED'));
}

/**
 * Has the question asked: it is on stage, alone in its session, and takes its place in the order of asking.
 * @throws {Refusal} CONFLICT if it is not queued, or another is on stage
 */
export async function putOnStage(ctx: EventCtx, edit: QuestionEdit): Promise<Question> {
  return inTransaction(ctx, async (tx) => {
    const askedOrder = await nextAskedOrder(tx);
    const { sessionId } = await requireQuestion(tx, edit);
    const onStage = await listQuestions(tx, { sessionId, state: 'ASKED' });
    if (onStage.length > 0) {
      throw new Refusal('CONFLICT', 'Another question is on stage in this session.', {
        facts: { questionId: onStage[0]?.id },
      });
    }
    return move(tx, edit, 'putOnStage', 'ASKED', { askedOrder, askedAt: tx.services.clock.now() });
  });
}
