import type { Ctx } from '../ctx.js';
import { Refusal, notFound } from '../errors.js';
import { isAllowed, rolesIn } from './actor.js';
import { needsStepUp, type Permission } from './roles.js';
import { requireStepUp } from './step-up.js';

/**
 * Lets the actor pass or refuses. Somebody without any role in the event learns nothing of it: for them the row
 * is not found, in the same words as one that never was.
 * @throws {Refusal} UNAUTHENTICATED, NOT_FOUND or FORBIDDEN; with `stepUp` where the sign-in is too weak or too old
 */
export function requirePermission(
  ctx: Ctx,
  permission: Permission,
  eventId: string | null,
  what: string,
): void {
  const { actor } = ctx;
  if (isAllowed(actor, permission, eventId)) {
    if (needsStepUp(permission)) requireStepUp(ctx);
    return;
  }
  if (actor.kind === 'anonymous') throw new Refusal('UNAUTHENTICATED', 'Please sign in.');
  if (eventId !== null && rolesIn(actor, eventId).length === 0) throw notFound(what);
  throw new Refusal('FORBIDDEN', 'Your roles, or the scopes of your token, do not allow this.');
}
