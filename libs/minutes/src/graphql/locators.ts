import { openEvent } from '@plenary/event';
import { enterEvent } from '@plenary/platform';
import type { EventLocator } from '@plenary/platform/graphql';
import { findEventOfEdition } from '../data/editions.js';
import { EditionType, TurnType } from './minutes.type.js';

/** The event of the edition that the argument `editionId` names. */
export const byEdition: EventLocator = async (gql, args) => {
  const { editionId } = args;
  const eventId = typeof editionId === 'string' ? await findEventOfEdition(gql.ctx, editionId) : null;
  const found = eventId === null ? null : await openEvent(gql.ctx, eventId);
  return found === null ? null : enterEvent(gql.ctx, found.event, found.viewer);
};

/** The event of the edition or turn that the field belongs to. */
export const ofRecord: EventLocator = (gql, _args, parent) =>
  Promise.resolve(
    parent instanceof EditionType || parent instanceof TurnType
      ? enterEvent(gql.ctx, parent.event, parent.viewer)
      : null,
  );
