import DataLoader from 'dataloader';
import { enterEvent, type EventRef } from '@plenary/platform';
import { perRequest, type GqlContext } from '@plenary/platform/graphql';
import { findPeople } from '../data/people.js';
import type { Person } from '../domain/person.js';

const loadersByEvent = perRequest(() => new Map<string, DataLoader<string, Person | null>>());

/** Loads people of an event by id, all that one answer needs in one read. */
export function personLoader(gql: GqlContext, event: EventRef): DataLoader<string, Person | null> {
  const loaders = loadersByEvent(gql);
  const loader =
    loaders.get(event.id) ??
    new DataLoader<string, Person | null>(async (ids) => {
      const found = new Map(
        (await findPeople(enterEvent(gql.ctx, event), ids)).map((person) => [person.id, person]),
      );
      return ids.map((id) => found.get(id) ?? null);
    });
  loaders.set(event.id, loader);
  return loader;
}
