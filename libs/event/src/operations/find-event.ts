import { createCtx, inMemory, type Ctx } from '@plenary/platform';
import { anonymous, isAllowed } from '@plenary/platform/access';
import { TopicCache } from '@plenary/platform/live';
import { findEventsBySlug, listEvents, type FoundEvent } from '../data/events.js';
import type { Event } from '../domain/event.js';

/** Whether the actor may know of the event: the public of every event that was published, staff of drafts too. */
export function mayView(ctx: Ctx, event: Event): boolean {
  return event.state !== 'DRAFT' || isAllowed(ctx.actor, 'event.view', event.id);
}

/** The event of a slug as a stranger finds it; it may be two seconds old. */
const keptEvents = inMemory(
  (services) =>
    new TopicCache<FoundEvent>(services.live, eventTopic, async (slug) => {
      const [found] = await findEventsBySlug(createCtx(services, anonymous, 'kept'), [slug]);
      return found ?? null;
    }),
);

/** The topic of changes to an event itself. */
export function eventTopic(slug: string): string {
  return `event:${slug}`;
}

/** The event as far as the actor may know of it; null otherwise, as for one that never was. */
export async function findVisibleEvent(ctx: Ctx, slug: string): Promise<FoundEvent | null> {
  // Strangers come by the thousand, and see only what is public; staff see what they have just changed.
  const found =
    ctx.actor.kind === 'anonymous'
      ? await keptEvents(ctx.services).get(slug)
      : ((await findEventsBySlug(ctx, [slug]))[0] ?? null);
  return found !== null && mayView(ctx, found.event) ? found : null;
}

/** The events that the actor may know of, the latest first. */
export async function listVisibleEvents(ctx: Ctx): Promise<FoundEvent[]> {
  const { actor } = ctx;
  if (isAllowed(actor, 'installation.manage', null)) return listEvents(ctx, 'all');
  const own = actor.kind === 'account' ? actor.roles.flatMap(({ eventId }) => eventId ?? []) : [];
  return listEvents(
    ctx,
    own.filter((eventId) => isAllowed(actor, 'event.view', eventId)),
  );
}
