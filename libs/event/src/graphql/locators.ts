import DataLoader from 'dataloader';
import { perRequest, type EventLocator, type FieldArguments } from '@plenary/platform/graphql';
import { eventRef, findEventsBySlug } from '../data/events.js';
import type { Event } from '../domain/event.js';
import { mayView } from '../operations/find-event.js';
import { EventType } from './event.type.js';

const eventsBySlug = perRequest(
  (gql) =>
    new DataLoader<string, Event | null>(async (slugs) => {
      const found = new Map((await findEventsBySlug(gql.ctx, slugs)).map((event) => [event.slug, event]));
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
  const event = slug === null ? null : await eventsBySlug(gql).load(slug);
  return event === null ? null : eventRef(event);
};

/** The same for public operations: a draft is not found by strangers. */
export const byVisibleEvent: EventLocator = async (gql, args) => {
  const slug = slugIn(args);
  const event = slug === null ? null : await eventsBySlug(gql).load(slug);
  return event !== null && mayView(gql.ctx, event) ? eventRef(event) : null;
};

/** The event that the field belongs to. */
export const ofParent: EventLocator = (_gql, _args, parent) =>
  Promise.resolve(parent instanceof EventType ? parent.ref : null);
