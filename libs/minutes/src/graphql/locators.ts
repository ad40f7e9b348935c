import { eventRef, findEvent } from '@plenary/event';
import type { EventLocator } from '@plenary/platform/graphql';
import { findEventOfEdition } from '../data/editions.js';
import { EditionType, TurnType } from './minutes.type.js';

/** The event of the edition that the argument `editionId` names. */
export const byEdition: EventLocator = async (gql, args) => {
  const { editionId } = args;
  const eventId = typeof editionId === 'string' ? await findEventOfEdition(gql.ctx, editionId) : null;
  const event = eventId === null ? null : await findEvent(gql.ctx, eventId);
  return event === null ? null : eventRef(event);
};

/** The event of the edition or turn that the field belongs to. */
export const ofRecord: EventLocator = (_gql, _args, parent) =>
  Promise.resolve(parent instanceof EditionType || parent instanceof TurnType ? parent.event : null);
