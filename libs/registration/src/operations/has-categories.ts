import { eventTopic } from '@plenary/event';
import { createCtx, enterEvent, inMemory, type EventCtx, type EventRef } from '@plenary/platform';
import { anonymous } from '@plenary/platform/access';
import { TopicCache } from '@plenary/platform/live';
import { listOpenings } from '../data/categories.js';

const kept = inMemory(
  (services) =>
    new TopicCache<{ readonly has: boolean }, [EventRef]>(services.live, eventTopic, async (_slug, event) => {
      const ctx = enterEvent(createCtx(services, anonymous, 'kept'), event);
      return { has: (await listOpenings(ctx)).length > 0 };
    }),
);

/** Whether one can take part in the event as anything, from memory. */
export async function hasCategories({ services, event }: EventCtx): Promise<boolean> {
  return (await kept(services).get(event.slug, event))?.has ?? false;
}
