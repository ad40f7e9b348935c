import { findEvent } from '@plenary/event';
import { enterEvent, type Ctx, type EventCtx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { lockQuotas } from '../data/categories.js';
import {
  findRegistration,
  forgetDuplicates,
  listFillable,
  listLapsed,
  listUnproven,
  requeue,
  type Due,
} from '../data/registrations.js';
import { listToRemind, noteReminders } from '../data/reminders.js';
import { remindedBeforeMs, unproven } from '../domain/category.js';
import type { Registration } from '../domain/registration.js';
import { askForMail } from './ask-for-mail.js';
import { giveFreePlaces, moveAndMail } from './give-places.js';

/** More wait for the next minute. */
const mostAtOnce = 1_000;

/**
 * Does what is due: offers that are over go back to the line, places of addresses that nobody has proven are freed, free
 * places are given to who waits, who has a place is reminded of it, and what was sent for a used address is forgotten
 * after a day. Each in a transaction of its own, so that it can be done again.
 */
export async function tend(ctx: Ctx): Promise<void> {
  for (const due of await listLapsed(ctx, mostAtOnce)) await inEventOf(ctx, due, lapse);
  for (const due of await listUnproven(ctx, unproven, mostAtOnce)) await inEventOf(ctx, due, cancelUnproven);
  for (const { eventId, ...place } of await listFillable(ctx, mostAtOnce))
    await inEventOf(ctx, { eventId, id: '' }, (tx) => giveFreePlaces(tx, place));
  for (const { eventId, heldSince } of await listToRemind(ctx, remindedBeforeMs))
    await inEventOf(ctx, { eventId, id: '' }, (tx) => remind(tx, heldSince));
  await forgetDuplicates(ctx, new Date(ctx.services.clock.now().getTime() - unproven.usuallyMs));
}

async function inEventOf(
  ctx: Ctx,
  { eventId, id }: Due,
  work: (tx: EventCtx, id: string) => Promise<unknown>,
): Promise<void> {
  const event = await findEvent(ctx, eventId);
  if (event !== null) await inTransaction(enterEvent(ctx, event), (tx) => work(tx, id));
}

/** It goes to the end of the line, and the place to who waits first. */
async function lapse(tx: EventCtx, id: string): Promise<void> {
  const registration = await locked(tx, id);
  const until = registration?.offeredUntil ?? null;
  if (registration === null || until === null || until > tx.services.clock.now()) return;
  if (await moveAndMail(tx, registration, { to: 'WAITLISTED' }, 'LAPSED', 'lapseOffer')) {
    await requeue(tx, id);
    await giveFreePlaces(tx, registration);
  }
}

async function cancelUnproven(tx: EventCtx, id: string): Promise<void> {
  const registration = await locked(tx, id);
  if (registration === null || registration.provenAt !== null) return;
  const change = { to: 'CANCELLED', cause: 'UNPROVEN', reason: null } as const;
  if (await moveAndMail(tx, registration, change, 'CANCELLED', 'cancelUnproven'))
    await giveFreePlaces(tx, registration);
}

async function remind(tx: EventCtx, heldSince: Date): Promise<void> {
  for (const registrationId of await noteReminders(tx, heldSince, mostAtOnce))
    askForMail(tx, registrationId, 'REMINDER');
}

/** The registration as it stands while nobody else moves it. */
async function locked(tx: EventCtx, id: string): Promise<Registration | null> {
  const seen = await findRegistration(tx, id);
  if (seen === null) return null;
  await lockQuotas(tx, [seen]);
  return findRegistration(tx, id);
}
