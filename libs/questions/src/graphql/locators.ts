import { eventRef, findEvent, mayView } from '@plenary/event';
import { isId } from '@plenary/platform';
import type { EventLocator } from '@plenary/platform/graphql';
import { findPublicSessionEvent } from '@plenary/program';
import type { QuestionType } from './question.type.js';

/** The event of the session that the argument `sessionId` names, if the caller may see both. */
export const byPublicSession: EventLocator = async (gql, args) => {
  const { sessionId } = args;
  if (typeof sessionId !== 'string' || !isId(sessionId)) return null;
  const eventId = await findPublicSessionEvent(gql.ctx, sessionId);
  const event = eventId === null ? null : await findEvent(gql.ctx, eventId);
  return event !== null && mayView(gql.ctx, event) ? eventRef(event) : null;
};

/** The event of the question that the field belongs to. */
export const ofQuestion: EventLocator = (_gql, _args, parent) =>
  Promise.resolve(isQuestion(parent) ? parent.event : null);

function isQuestion(parent: unknown): parent is QuestionType {
  return typeof parent === 'object' && parent !== null && 'event' in parent && 'addresseeIds' in parent;
}
