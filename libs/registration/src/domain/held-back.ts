import { offersPaused, type Category, type EventTimes, type OffersPaused } from './category.js';
import type { Registration } from './registration.js';

/** The limit that has no room, or what keeps free places from being given. */
export type HeldBackBy =
  | { readonly limit: 'QUOTA'; readonly held: number; readonly places: number }
  | { readonly limit: 'LINE'; readonly before: number }
  | { readonly limit: 'OFFERS'; readonly paused: OffersPaused };

/**
 * Why somebody who waits has no place (cases A, Waitlist): the full limit is named, and so are offers that are paused.
 * Null for who does not wait.
 */
export function heldBackBy(
  { state, mode }: Pick<Registration, 'state' | 'mode'>,
  { category, event }: { readonly category: Category; readonly event: EventTimes },
  position: number,
  now: Date,
): HeldBackBy | null {
  const quota = category.quotas.find((one) => one.mode === mode);
  if (state !== 'WAITLISTED' || quota === undefined) return null;
  const { places, held } = quota;
  if (places !== null && held >= places) return { limit: 'QUOTA', held, places };
  const paused = offersPaused(category, event, now);
  return paused === null ? { limit: 'LINE', before: position - 1 } : { limit: 'OFFERS', paused };
}
