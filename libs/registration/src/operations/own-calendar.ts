import { findEvent } from '@plenary/event';
import type { EventCtx } from '@plenary/platform';
import { ticketCalendar } from '../domain/ticket-calendar.js';
import type { OwnRegistration } from './own-registration.js';

/** The event with the ticket as an entry for a calendar, as it was mailed; null for who has no ticket. */
export async function ownCalendar(
  ctx: EventCtx,
  { registration, ticket }: OwnRegistration,
): Promise<string | null> {
  const event = ticket === null ? null : await findEvent(ctx, ctx.event.id);
  if (event === null) return null;
  const { settings, clock } = ctx.services;
  const { publicUrl, mailFrom } = settings;
  const place = { publicUrl, mailFrom, language: registration.language, madeAt: clock.now() };
  return ticketCalendar(event, registration, ticket, place);
}
