import DataLoader from 'dataloader';
import { enterEvent, type EventRef } from '@plenary/platform';
import { perRequest, type GqlContext } from '@plenary/platform/graphql';
import { listLastMessages } from '../data/messages.js';
import type { Message } from '../domain/webhook.js';

const loadersByEvent = perRequest(() => new Map<string, DataLoader<string, Message[]>>());

/** Loads the last messages of webhooks of an event, all that one answer needs in one read. */
export function messagesLoader(gql: GqlContext, event: EventRef): DataLoader<string, Message[]> {
  const loaders = loadersByEvent(gql);
  const loader =
    loaders.get(event.id) ??
    new DataLoader<string, Message[]>(async (webhookIds) => {
      const found = Map.groupBy(
        await listLastMessages(enterEvent(gql.ctx, event), webhookIds),
        ({ webhookId }) => webhookId,
      );
      return webhookIds.map((id) => found.get(id) ?? []);
    });
  loaders.set(event.id, loader);
  return loader;
}
