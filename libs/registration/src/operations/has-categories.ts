import { createCtx, enterEvent, inMemory, type EventCtx, type EventRef } from '@plenary/platform';
import { anonymous } from '@plenary/platform/access';
import { TopicCache } from '@plenary/platform/live';
import { listOpenings } from '../data/categories.js';
import { categoriesTopic } from '../domain/topics.js';

const kept = inMemory(
  (services) =>
    new TopicCache<{ readonly has: boolean }, [EventRef]>(
      services.live,
      categoriesTopic,
      async (_id, event) => {
        const ctx = enterEvent(createCtx(services, anonymous, 'kept'), event);
        return { has: (await listOpenings(ctx)).length > 0 };
      },
    ),
);

/** Whether one can take part in the event as anything, from memory. */
export async function hasCategories({ services, event }: EventCtx): Promise<boolean> {
  return (await kept(services).get(event.id, event))?.has ?? false;
}
