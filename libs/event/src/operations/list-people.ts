import { badInput, type EventCtx } from '@plenary/platform';
import { pageOfPeople } from '../data/people.js';
import { key } from '../domain/event-input.js';
import { seesEverybody } from '../domain/policy.js';
import type { Person } from '../domain/person.js';

const largestPage = 100;

/**
 * A page of the people of the event whom the actor may see, by key.
 * @throws {Refusal} BAD_INPUT for a page size out of range or a cursor that is none
 */
export async function listPeoplePage(
  ctx: EventCtx,
  first: number,
  after: string | null,
): Promise<{ people: Person[]; endCursor: string | null }> {
  if (first < 1 || first > largestPage) {
    throw badInput([{ path: 'first', message: `must be from 1 to ${String(largestPage)}` }]);
  }
  const afterKey = after === null ? null : keyIn(after);
  const of = seesEverybody(ctx.actor, ctx.event.id) ? 'event' : 'draft';
  const people = await pageOfPeople(ctx, of, first + 1, afterKey);
  const page = people.slice(0, first);
  const last = page.at(-1);
  const endCursor =
    people.length > first && last !== undefined ? Buffer.from(last.key).toString('base64url') : null;
  return { people: page, endCursor };
}

/** The key that a cursor stands for. */
function keyIn(cursor: string): string {
  const found = key.safeParse(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!found.success) throw badInput([{ path: 'after', message: 'must be the endCursor of a page' }]);
  return found.data;
}
