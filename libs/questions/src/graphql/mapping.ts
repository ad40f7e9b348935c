import type { EventCtx } from '@plenary/platform';
import type { ShownQuestion } from '../domain/question.js';
import type { SessionLive } from '../operations/watch-session.js';
import type { QuestionType, SessionLiveType } from './question.type.js';

export function toQuestionType(
  question: ShownQuestion,
  { event, viewer }: EventCtx,
  language: string,
): QuestionType {
  return {
    event,
    viewer,
    spoken: language,
    record: question.record,
    readById: question.readById,
    addresseeIds: question.addresseeIds,
    id: question.id,
    sessionId: question.sessionId,
    number: question.number,
    channel: question.channel,
    text: question.text,
    language: question.language,
    asker: question.asker,
    displayPolicy: question.displayPolicy,
    state: question.state,
    answers: question.answers.map((answer) => ({ ...answer, event, viewer, language })),
    version: question.version,
  };
}

export function toSessionLiveType(live: SessionLive, ctx: EventCtx): SessionLiveType {
  const language = ctx.event.languages[0] ?? 'en';
  return {
    onStage: live.onStage === null ? null : toQuestionType(live.onStage, ctx, language),
    queue: live.queue.map((question) => toQuestionType(question, ctx, language)),
  };
}
