import type { EventCtx } from '@plenary/platform';
import type { Texts } from '@plenary/platform/texts';
import { z } from 'zod';

/** What people have said of themselves and of their parts, as it stands now. */
export interface Said {
  /** Whether each part of the draft is confirmed, by `partKey`. */
  readonly confirmed: ReadonlyMap<string, boolean>;
  /** Of those who agree that the public sees it, by person. */
  readonly profiles: ReadonlyMap<
    string,
    { readonly biography: Texts | null; readonly hasPhotograph: boolean }
  >;
}

/** What a part in a session is known by in drafts and releases alike. */
export function partKey(sessionId: string, itemId: string | null, personId: string, role: string): string {
  return [sessionId, itemId ?? '', personId, role].join(' ');
}

const textsJson = z.record(z.string(), z.string());

export async function readSaid(ctx: EventCtx): Promise<Said> {
  const eventId = ctx.event.id;
  const appearances = await ctx.db.appearance.findMany({
    where: { eventId },
    select: { sessionId: true, itemId: true, personId: true, role: true, state: true },
  });
  const people = await ctx.db.person.findMany({
    where: { eventId, mayPublish: true },
    select: { id: true, biography: true, photograph: { select: { personId: true } } },
  });
  return {
    confirmed: new Map(
      appearances.map(({ sessionId, itemId, personId, role, state }) => [
        partKey(sessionId, itemId, personId, role),
        state === 'CONFIRMED',
      ]),
    ),
    profiles: new Map(
      people.map(({ id, biography, photograph }) => [
        id,
        { biography: textsJson.nullable().parse(biography), hasPhotograph: photograph !== null },
      ]),
    ),
  };
}
