import { makeLink } from '@plenary/identity';
import type { EventCtx } from '@plenary/platform';
import type { LinkPurpose } from '@plenary/platform/access';

/** The cookie that opening a link gives, which works for a day. */
export async function linkCookie(ctx: EventCtx, purpose: LinkPurpose, subjectId: string): Promise<string> {
  const expiresAt = new Date(ctx.services.clock.now().getTime() + 86_400_000);
  const event = { id: ctx.event.id, endsOn: '2026-11-24' };
  const url = await makeLink(ctx, purpose, { event, subjectId, expiresAt });
  return `plenary-${purpose.toLowerCase()}-${ctx.event.slug}=${new URL(url).hash.slice(1)}`;
}

/** Whoever holds the link of this person's part in the event: the cookie that opening it gives. */
export async function aPart(ctx: EventCtx, key = 'smith'): Promise<string> {
  const where = { eventId_key: { eventId: ctx.event.id, key } };
  const { id } = await ctx.db.person.findUniqueOrThrow({ where, select: { id: true } });
  return linkCookie(ctx, 'PART', id);
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
