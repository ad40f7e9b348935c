import type { Texts } from '@plenary/platform/texts';
import { z } from 'zod';

export const attendanceMode = z.enum(['ON_SITE', 'ONLINE']);
export type AttendanceMode = z.output<typeof attendanceMode>;

export const approval = z.enum(['AUTO', 'REVIEW']);
export type Approval = z.output<typeof approval>;

/** The places of a category for one way to attend. */
export interface Quota {
  readonly mode: AttendanceMode;
  /** 0 for nobody, null for no limit. */
  readonly places: number | null;
  readonly held: number;
  readonly waiting: number;
}

/** As what one takes part in an event. */
export interface Category {
  readonly id: string;
  readonly key: string;
  readonly name: Texts;
  readonly description: Texts | null;
  readonly approval: Approval;
  readonly byInvitation: boolean;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  /** The days for which it is valid, as YYYY-MM-DD; none for all. */
  readonly days: readonly string[];
  readonly autoAccept: boolean;
  readonly showsWaiting: boolean;
  readonly formId: string | null;
  /** Its place among the others. */
  readonly position: number;
  readonly version: number;
  /** One a way to attend; there is none of a way that it does not have. */
  readonly quotas: readonly Quota[];
}

/** Places that a newcomer would get: none while anybody waits. Null for any number. */
export function freePlaces({ places, held, waiting }: Quota): number | null {
  if (waiting > 0) return 0;
  return places === null ? null : places - held;
}

/** Whether a newcomer would get a place. */
export function hasFreePlace(quota: Quota): boolean {
  const free = freePlaces(quota);
  return free === null || free > 0;
}

/** Why nobody can register in a category just now. */
export const closedReason = z.enum(['NOT_YET', 'CLOSED', 'EVENT_NOT_OPEN', 'INVITATION']);
export type ClosedBecause = z.output<typeof closedReason>;

/** What of an event decides whether one can register. */
export interface EventTimes {
  readonly state: string;
  /** The first instant of the first day, and of the day after the last. */
  readonly startsAt: Date;
  readonly overAt: Date;
}

/** Null where registration is open. */
export function closedBecause(
  category: Pick<Category, 'opensAt' | 'closesAt' | 'byInvitation'>,
  event: EventTimes,
  now: Date,
): ClosedBecause | null {
  if (event.state !== 'PUBLISHED' || now >= event.overAt) return 'EVENT_NOT_OPEN';
  if (category.opensAt !== null && now < category.opensAt) return 'NOT_YET';
  if (category.closesAt !== null && now >= category.closesAt) return 'CLOSED';
  return category.byInvitation ? 'INVITATION' : null;
}

const hour = 3_600_000;
/** How long a place is offered, and how long before the event offers end (domain.md, Registration 1). */
const offer = { forMs: 48 * hour, beforeEventMs: 24 * hour } as const;

export const pauseReason = z.enum(['NOT_YET', 'CLOSED', 'EVENT_NOT_OPEN', 'EVENT_NEAR']);

/** Why no free place is given to who waits, and since when. */
export interface OffersPaused {
  readonly because: z.output<typeof pauseReason>;
  readonly since: Date | null;
}

/** Null where offers run. Who takes a place unasked gets it until the event is over. */
export function offersPaused(
  category: Pick<Category, 'opensAt' | 'closesAt' | 'autoAccept'>,
  event: EventTimes,
  now: Date,
): OffersPaused | null {
  const closed = closedBecause({ ...category, byInvitation: false }, event, now);
  if (closed === 'CLOSED') return { because: 'CLOSED', since: category.closesAt };
  if (closed === 'NOT_YET') return { because: 'NOT_YET', since: null };
  if (closed !== null) return { because: 'EVENT_NOT_OPEN', since: null };
  const last = new Date(event.startsAt.getTime() - offer.beforeEventMs);
  return !category.autoAccept && now >= last ? { because: 'EVENT_NEAR', since: last } : null;
}

/** Until when a place that is offered now is held. */
export function offerEnd(event: Pick<EventTimes, 'startsAt'>, now: Date): Date {
  return new Date(Math.min(now.getTime() + offer.forMs, event.startsAt.getTime() - offer.beforeEventMs));
}

/** How long a place is held for an address of which nobody has shown that they get its mail. */
export const unproven = { usuallyMs: 24 * hour, whileOthersWaitMs: 2 * hour } as const;

/** How long before the event who has a place is reminded of it; who got theirs later has just been told. */
export const remindedBeforeMs = 72 * hour;
