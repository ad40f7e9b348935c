import { Refusal, notFound } from '../errors.js';
import { isAllowed, rolesIn, type Actor } from './actor.js';
import type { Permission } from './roles.js';

/**
 * Lets the actor pass or refuses. Somebody without any role in the event learns nothing of it: for them the row
 * is not found, in the same words as one that never was.
 * @throws {Refusal} UNAUTHENTICATED, NOT_FOUND or FORBIDDEN
 */
export function requirePermission(
  actor: Actor,
  permission: Permission,
  eventId: string | null,
  what: string,
): void {
  if (isAllowed(actor, permission, eventId)) return;
  if (actor.kind === 'anonymous') throw new Refusal('UNAUTHENTICATED', 'Please sign in.');
  if (eventId !== null && rolesIn(actor, eventId).length === 0) throw notFound(what);
  throw new Refusal('FORBIDDEN', 'Your roles do not allow this.');
}
