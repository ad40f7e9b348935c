import { findPeople, holdPeople, listPeople, type Person } from '@plenary/event';
import type { EventCtx } from '@plenary/platform';
import { withPeople, type Draft } from '../domain/draft.js';
import type { Edit } from '../domain/edits/edit.js';

/**
 * Those of these people of the event who have no part in the draft. In a transaction they stay as they are until it ends:
 * who is about to get a part may not get another name unseen.
 */
export async function findNewcomers(ctx: EventCtx, draft: Draft, ids: Iterable<string>): Promise<Person[]> {
  const missing = [...new Set(ids)].filter((id) => !draft.people.has(id));
  if (missing.length === 0) return [];
  return ctx.consequences === null ? findPeople(ctx, missing) : holdPeople(ctx, missing);
}

/** The draft with those whom the input of an edit names. */
export async function withNamed(ctx: EventCtx, draft: Draft, edit: Edit, input: unknown): Promise<Draft> {
  return withPeople(draft, await findNewcomers(ctx, draft, edit.people(input)));
}

/** The draft with all people of the event, for files that call people by name. */
export async function withEveryone(ctx: EventCtx, draft: Draft): Promise<Draft> {
  return withPeople(draft, await listPeople(ctx));
}
