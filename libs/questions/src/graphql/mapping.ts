import type { EventRef } from '@plenary/platform';
import { askerShown, type Question } from '../domain/question.js';
import type { SessionLive } from '../operations/watch-session.js';
import type { QuestionType, SessionLiveType } from './question.type.js';

export function toQuestionType(question: Question, event: EventRef, language: string): QuestionType {
  return {
    event,
    spoken: language,
    record: question.asker,
    readById: question.readById,
    addresseeIds: question.addresseeIds,
    id: question.id,
    sessionId: question.sessionId,
    number: question.number,
    channel: question.channel,
    text: question.text,
    language: question.language,
    asker: askerShown(question.asker, question.displayPolicy),
    displayPolicy: question.displayPolicy,
    state: question.state,
    answers: question.answers.map((answer) => ({ ...answer, event, language })),
    version: question.version,
  };
}

export function toSessionLiveType(live: SessionLive, event: EventRef): SessionLiveType {
  const language = event.languages[0] ?? 'en';
  return {
    onStage: live.onStage === null ? null : toQuestionType(live.onStage, event, language),
    queue: live.queue.map((question) => toQuestionType(question, event, language)),
  };
}
