import { createCtx, type Ctx, type Services } from '@plenary/platform';
import { anonymous, isAllowed } from '@plenary/platform/access';
import { Kept } from '@plenary/platform/live';
import { findEventsBySlug, listEvents, type FoundEvent } from '../data/events.js';
import type { Event } from '../domain/event.js';

/** Whether the actor may know of the event: the public of every event that was published, staff of drafts too. */
export function mayView(ctx: Ctx, event: Event): boolean {
  return event.state !== 'DRAFT' || isAllowed(ctx.actor, 'event.view', event.id);
}

const keptEvents = new WeakMap<Services, Kept<FoundEvent>>();

/** The event of this slug as a stranger finds it, from memory; it may be two seconds old. */
function keptEvent(services: Services, slug: string): Promise<FoundEvent | null> {
  const kept =
    keptEvents.get(services) ??
    new Kept<FoundEvent>(services.live, eventTopic, async (key) => {
      const [found] = await findEventsBySlug(createCtx(services, anonymous, 'kept'), [key]);
      return found ?? null;
    });
  keptEvents.set(services, kept);
  return kept.get(slug);
}

/** The topic of changes to an event itself. */
export function eventTopic(slug: string): string {
  return `event:${slug}`;
}

/** The event as far as the actor may know of it; null otherwise, as for one that never was. */
export async function findVisibleEvent(ctx: Ctx, slug: string): Promise<FoundEvent | null> {
  // Strangers come by the thousand, and see only what is public; staff see what they have just changed.
  const found =
    ctx.actor.kind === 'anonymous'
      ? await keptEvent(ctx.services, slug)
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
