import DataLoader from 'dataloader';
import { enterEvent, type EventCtx, type EventRef } from '@plenary/platform';
import { perRequest, type GqlContext } from '@plenary/platform/graphql';
import { listOpenings, type Opening } from '../data/categories.js';
import { findForm, listForms } from '../data/forms.js';
import { positionsInLine } from '../data/positions.js';
import type { Form } from '../domain/form.js';

type Loader<Value> = (gql: GqlContext, event: EventRef) => DataLoader<string, Value | null>;

/** Loads by id in an event, all that one answer needs in one read. */
function byId<Value>(
  read: (ctx: EventCtx, ids: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): Loader<Value> {
  const loadersOf = perRequest(() => new Map<string, DataLoader<string, Value | null>>());
  return (gql, event) => {
    const loaders = loadersOf(gql);
    const loader =
      loaders.get(event.id) ??
      new DataLoader<string, Value | null>(async (ids) => {
        const found = await read(enterEvent(gql.ctx, event), ids);
        return ids.map((id) => found.get(id) ?? null);
      });
    loaders.set(event.id, loader);
    return loader;
  };
}

/** Forms as they stand. */
export const formLoader: Loader<Form> = byId(
  async (ctx) => new Map((await listForms(ctx)).map((form) => [form.id, form])),
);

/** Forms as they were answered, by `ID VERSION`. */
export const answeredFormLoader: Loader<Form> = byId(async (ctx, keys) => {
  const forms = new Map<string, Form>();
  for (const key of keys) {
    const [id = '', version = ''] = key.split(' ');
    const form = await findForm(ctx, id, Number(version));
    if (form !== null) forms.set(key, form);
  }
  return forms;
});

export const openingLoader: Loader<Opening> = byId(
  async (ctx) => new Map((await listOpenings(ctx)).map((opening) => [opening.category.id, opening])),
);

/** Which place in their line registrations have. */
export const positionLoader: Loader<number> = byId(positionsInLine);
