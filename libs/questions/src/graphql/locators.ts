import { mayView, openEvent } from '@plenary/event';
import { enterEvent, isId } from '@plenary/platform';
import type { EventLocator } from '@plenary/platform/graphql';
import { findPublicSessionEvent } from '@plenary/program';
import type { QuestionType } from './question.type.js';

/** The event of the session that the argument `sessionId` names, if the caller may see both. */
export const byPublicSession: EventLocator = async (gql, args) => {
  const { sessionId } = args;
  if (typeof sessionId !== 'string' || !isId(sessionId)) return null;
  const eventId = await findPublicSessionEvent(gql.ctx, sessionId);
  const found = eventId === null ? null : await openEvent(gql.ctx, eventId);
  return found !== null && mayView(gql.ctx, found.event)
    ? enterEvent(gql.ctx, found.event, found.viewer)
    : null;
};

/** The event of the question that the field belongs to. */
export const ofQuestion: EventLocator = (gql, _args, parent) =>
  Promise.resolve(isQuestion(parent) ? enterEvent(gql.ctx, parent.event) : null);

function isQuestion(parent: unknown): parent is QuestionType {
  return typeof parent === 'object' && parent !== null && 'event' in parent && 'addresseeIds' in parent;
}
