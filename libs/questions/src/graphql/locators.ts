import { mayView, openEvent } from '@plenary/event';
import { enterEvent, isId } from '@plenary/platform';
import type { EventLocator } from '@plenary/platform/graphql';
import { findEventOfSession, readSights } from '@plenary/program';
import type { QuestionType } from './question.type.js';

/** The event of the session that the argument `sessionId` names, if the caller may see both. */
export const bySession: EventLocator = async (gql, args) => {
  const { sessionId } = args;
  if (typeof sessionId !== 'string' || !isId(sessionId)) return null;
  const eventId = await findEventOfSession(gql.ctx, sessionId);
  const found = eventId === null ? null : await openEvent(gql.ctx, eventId);
  if (found === null || !mayView(gql.ctx, found.event)) return null;
  const inEvent = enterEvent(gql.ctx, found.event, found.viewer);
  return (await readSights(inEvent)).of(sessionId).seen ? inEvent : null;
};

/** The event of the question that the field belongs to. */
export const ofQuestion: EventLocator = (gql, _args, parent) =>
  Promise.resolve(isQuestion(parent) ? enterEvent(gql.ctx, parent.event, parent.viewer) : null);

function isQuestion(parent: unknown): parent is QuestionType {
  return typeof parent === 'object' && parent !== null && 'event' in parent && 'addresseeIds' in parent;
}
