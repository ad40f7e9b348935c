import DataLoader from 'dataloader';
import { enterEvent } from '@plenary/platform';
import { perRequest, type EventLocator, type FieldArguments } from '@plenary/platform/graphql';
import { findEventsBySlug, type FoundEvent } from '../data/events.js';
import { mayView } from '../operations/find-event.js';
import { EventType } from './event.type.js';

const eventsBySlug = perRequest(
  (gql) =>
    new DataLoader<string, FoundEvent | null>(async (slugs) => {
      const found = new Map((await findEventsBySlug(gql.ctx, slugs)).map((one) => [one.event.slug, one]));
      return slugs.map((slug) => found.get(slug) ?? null);
    }),
);

function slugIn(args: FieldArguments): string | null {
  const { input } = args;
  const inner: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, 'event') : null;
  const slug = args['event'] ?? inner;
  return typeof slug === 'string' ? slug : null;
}

/** The event that the argument or input field `event` names by its slug: for operations with a permission. */
export const byEvent: EventLocator = async (gql, args) => {
  const slug = slugIn(args);
  const found = slug === null ? null : await eventsBySlug(gql).load(slug);
  return found === null ? null : enterEvent(gql.ctx, found.event, found.viewer);
};

/** The same for public operations: a draft is not found by strangers. */
export const byVisibleEvent: EventLocator = async (gql, args) => {
  const slug = slugIn(args);
  const found = slug === null ? null : await eventsBySlug(gql).load(slug);
  return found !== null && mayView(gql.ctx, found.event)
    ? enterEvent(gql.ctx, found.event, found.viewer)
    : null;
};

/** The event that the field belongs to. */
export const ofParent: EventLocator = (gql, _args, parent) =>
  Promise.resolve(parent instanceof EventType ? enterEvent(gql.ctx, parent.ref, parent.viewer) : null);
