import { readPage, type EventCtx, type Page, type PageAsked } from '@plenary/platform';
import { pageOfPeople } from '../data/people.js';
import { key } from '../domain/event-input.js';
import { seesEverybody } from '../domain/policy.js';
import type { Person } from '../domain/person.js';

/**
 * A page of the people of the event whom the actor may see, by key.
 * @throws {Refusal} BAD_INPUT for a page size out of range or a cursor that is none
 */
export function listPeoplePage(ctx: EventCtx, page: PageAsked): Promise<Page<Person>> {
  const of = seesEverybody(ctx.actor, ctx.event.id) ? 'event' : 'draft';
  return readPage(page, {
    key,
    keyOf: (person) => person.key,
    read: (after, count) => pageOfPeople(ctx, of, count, after),
  });
}
