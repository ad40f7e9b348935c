import { findOwnPersonId } from '@plenary/event';
import type { EventCtx } from '@plenary/platform';
import { listOpenings, type Opening } from '../data/categories.js';
import { findOfPeople } from '../data/registrations.js';
import { closedBecause } from '../domain/category.js';

/**
 * For what the actor, who has a part in the program, may register by it: see `registerOwnPart`.
 * @returns none where nothing is open; null for who is registered already, or has no part
 */
export async function placesOfOwnPart(ctx: EventCtx): Promise<Opening[] | null> {
  const personId = await findOwnPersonId(ctx);
  if (personId === null || (await findOfPeople(ctx, [personId])).length > 0) return null;
  const now = ctx.services.clock.now();
  return (await listOpenings(ctx)).filter(
    ({ category, event }) => closedBecause({ ...category, byInvitation: false }, event, now) === null,
  );
}
