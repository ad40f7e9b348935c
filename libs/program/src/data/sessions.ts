import { isId, type EventCtx, type SqlEventCtx } from '@plenary/platform';
import type { SessionContent } from '../domain/session-content.js';

/** What other nouns look at in a session of the draft. */
export type SessionFacts = Pick<
  SessionContent,
  'id' | 'key' | 'visibility' | 'attribution' | 'takesQuestions' | 'startsAt' | 'endsAt'
>;

/** One session of the draft; null for an id of none. */
export async function findSession(ctx: SqlEventCtx, id: string): Promise<SessionFacts | null> {
  if (!isId(id)) return null;
  const [session] = await ctx.sql.rows<SessionFacts>`
    SELECT id, key, visibility::text, attribution::text, "takesQuestions", "startsAt", "endsAt" FROM "Session"
    WHERE "eventId" = ${ctx.event.id}::uuid AND id = ${id}::uuid AND NOT removed`;
  return session ?? null;
}

/** The ids of the sessions that have these keys, by key. */
export async function findSessionIds(ctx: EventCtx, keys: Iterable<string>): Promise<Map<string, string>> {
  const rows = await ctx.db.session.findMany({
    where: { eventId: ctx.event.id, removed: false, key: { in: [...keys] } },
    select: { id: true, key: true },
  });
  return new Map(rows.map(({ key, id }) => [key, id]));
}

/** Whether the person has a part in this session of the draft that they have not declined. */
export async function appearsIn(ctx: EventCtx, personId: string, sessionId: string): Promise<boolean> {
  const where = { eventId: ctx.event.id, personId, sessionId, session: { removed: false } };
  return (await ctx.db.appearance.count({ where: { ...where, state: { not: 'DECLINED' } } })) > 0;
}
