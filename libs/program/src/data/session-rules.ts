import type { EventCtx } from '@plenary/platform';
import { Prisma } from '@plenary/platform/database';
import type { RuledSession } from '../domain/sights.js';

/**
 * The sessions of the draft in which a viewer has a part that they have not declined: see `ViewerSources`. A place in
 * the body whose sitting it is is none.
 */
export const sessionsOfPerson = Prisma.sql`
  SELECT DISTINCT appearance."sessionId" FROM "Appearance" appearance
  WHERE appearance."eventId" = person."eventId" AND appearance."personId" = person.id AND appearance.state <> 'DECLINED'`;

/** What organisers have set for a session, and whether a release of the draft would have it. */
export interface DraftRules extends RuledSession {
  readonly releasable: boolean;
}

/** What decides what is shown of each session of the draft, of those that were taken out of it too. */
export function listDraftRules(ctx: EventCtx): Promise<DraftRules[]> {
  return ctx.sql.rows<DraftRules>`
    SELECT session.id, session.visibility::text, session.attribution::text,
      (session."startsAt" IS NOT NULL AND NOT session.removed) AS releasable,
      COALESCE((
        SELECT jsonb_agg(jsonb_build_object('personId', part."personId", 'role', part.role, 'mayQuote', part."mayQuote"))
        FROM "Appearance" part WHERE part."eventId" = session."eventId" AND part."sessionId" = session.id
      ), '[]') AS appearances
    FROM "Session" session WHERE session."eventId" = ${ctx.event.id}::uuid`;
}

/** The id of the event of a session of a draft; null for any other id. */
export async function findEventOfSession(
  ctx: Pick<EventCtx, 'db'>,
  sessionId: string,
): Promise<string | null> {
  const row = await ctx.db.session.findUnique({
    where: { id: sessionId, removed: false },
    select: { eventId: true },
  });
  return row?.eventId ?? null;
}
