import { findEvent } from '@plenary/event';
import { notFound, type EventCtx } from '@plenary/platform';
import { loadDraft } from '../data/drafts.js';
import type { Draft } from '../domain/draft.js';

/** The draft as it stands. */
export async function findDraft(ctx: EventCtx): Promise<Draft> {
  const event = await findEvent(ctx, ctx.event.id);
  if (event === null) throw notFound('Event');
  return loadDraft(ctx, event);
}
