import { id, notFound, readPage, type EventCtx, type Page, type PageAsked } from '@plenary/platform';
import { pageOfRegistrations } from '../data/registrations.js';
import type { RegistrationState } from '../domain/lifecycle.js';
import type { Registration } from '../domain/registration.js';
import { findOpening } from '../data/categories.js';

interface Wanted extends PageAsked {
  readonly categoryId?: string | null | undefined;
  readonly state?: RegistrationState | null | undefined;
}

/**
 * A page of the registrations of the event, the first made first.
 * @throws {Refusal} BAD_INPUT for a page size out of range or a cursor that is none; NOT_FOUND for an unknown category
 */
export async function listRegistrations(
  ctx: EventCtx,
  { categoryId, state, ...page }: Wanted,
): Promise<Page<Registration>> {
  const category = categoryId == null ? null : await findOpening(ctx, categoryId);
  if (categoryId != null && category === null) throw notFound('Category');
  const filter = {
    ...(category === null ? {} : { categoryId: category.category.id }),
    ...(state == null ? {} : { state }),
  };
  return readPage(page, {
    key: id,
    keyOf: (registration) => registration.id,
    read: (after, count) => pageOfRegistrations(ctx, filter, count, after),
  });
}
