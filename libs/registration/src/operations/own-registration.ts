import { findPeople, type Person } from '@plenary/event';
import { notFound, type EventCtx, type SqlEventCtx } from '@plenary/platform';
import { findOpening, type Opening } from '../data/categories.js';
import { positionsInLine } from '../data/positions.js';
import { findRegistration } from '../data/registrations.js';
import { ticketCode } from '../data/tickets.js';
import type { Registration } from '../domain/registration.js';

/**
 * The registration by whose link the actor acts.
 * @throws {Refusal} NOT_FOUND for whoever has none in the event, in the words for an event that never was
 */
export async function ownRegistration(ctx: SqlEventCtx): Promise<Registration> {
  const { actor } = ctx;
  const isOwn = actor.kind === 'link' && actor.purpose === 'REGISTRATION' && actor.eventId === ctx.event.id;
  const found = isOwn ? await findRegistration(ctx, actor.subjectId) : null;
  if (found === null) throw notFound('Event');
  return found;
}

/** A registration with all that its owner is shown of it. */
export interface OwnRegistration {
  readonly registration: Registration;
  readonly person: Person;
  readonly opening: Opening;
  /** The place in the line, where the event shows it; null for who does not wait. */
  readonly position: number | null;
  /** Null unless it is confirmed, and its owner has shown that they get its mail. */
  readonly ticket: string | null;
}

/** @throws {Refusal} NOT_FOUND without one */
export async function showOwn(ctx: EventCtx): Promise<OwnRegistration> {
  const registration = await ownRegistration(ctx);
  const { id, personId, categoryId, state, provenAt } = registration;
  const [person] = await findPeople(ctx, [personId]);
  const opening = await findOpening(ctx, categoryId);
  if (person === undefined || opening === null) throw notFound('Event');
  const isShown = state === 'WAITLISTED' && opening.category.showsWaiting;
  const hasTicket = state === 'CONFIRMED' && provenAt !== null;
  return {
    registration,
    person,
    opening,
    position: isShown ? ((await positionsInLine(ctx, [id])).get(id) ?? null) : null,
    ticket: hasTicket ? await ticketCode(ctx, id) : null,
  };
}
