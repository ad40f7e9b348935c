import { makeLink } from '@plenary/identity';
import type { EventCtx } from '@plenary/platform';

/** Whoever holds the link of this person's part in the event: the cookie that opening it gives. */
export async function aPart(ctx: EventCtx, key = 'smith'): Promise<string> {
  const where = { eventId_key: { eventId: ctx.event.id, key } };
  const { id } = await ctx.db.person.findUniqueOrThrow({ where, select: { id: true } });
  const expiresAt = new Date(ctx.services.clock.now().getTime() + 86_400_000);
  const event = { id: ctx.event.id, endsOn: '2026-11-24' };
  const url = await makeLink(ctx, 'PART', { event, subjectId: id, expiresAt });
  return `plenary-part-${ctx.event.slug}=${new URL(url).hash.slice(1)}`;
}

/** The headers by which a caller is known; who has the cookie of a link first acts by it. */
export function headersOf(caller: string | undefined): Record<string, string> {
  if (caller === undefined) return {};
  if (caller.startsWith('Bearer ')) return { authorization: caller };
  const [, purpose, slug] = /^plenary-([a-z]+)-([a-z0-9-]+)=/.exec(caller) ?? [];
  return {
    cookie: caller,
    ...(slug === undefined ? {} : { 'plenary-link': `${String(purpose).toUpperCase()}/${slug}` }),
  };
}
