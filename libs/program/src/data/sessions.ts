import { isId, type EventCtx } from '@plenary/platform';
import type { SessionContent } from '../domain/content.js';

/** What other nouns look at in a session of the draft. */
export type SessionFacts = Pick<
  SessionContent,
  'id' | 'key' | 'visibility' | 'attribution' | 'takesQuestions' | 'startsAt' | 'endsAt'
>;

const facts = {
  id: true,
  key: true,
  visibility: true,
  attribution: true,
  takesQuestions: true,
  startsAt: true,
  endsAt: true,
} as const;

/** One session of the draft; null for an id of none. */
export async function findSession(ctx: EventCtx, id: string): Promise<SessionFacts | null> {
  if (!isId(id)) return null;
  return ctx.db.session.findUnique({
    where: { eventId_id: { eventId: ctx.event.id, id }, removed: false },
    select: facts,
  });
}

/** The ids of the sessions that have these keys, by key. */
export async function findSessionIds(ctx: EventCtx, keys: Iterable<string>): Promise<Map<string, string>> {
  const rows = await ctx.db.session.findMany({
    where: { eventId: ctx.event.id, removed: false, key: { in: [...keys] } },
    select: { id: true, key: true },
  });
  return new Map(rows.map(({ key, id }) => [key, id]));
}
