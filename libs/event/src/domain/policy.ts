import { isAllowed, type Actor } from '@plenary/platform/access';

/** Whether the actor sees those without a part in the program too, and how each is reached and what they need. */
export function seesEverybody(actor: Actor, eventId: string): boolean {
  return isAllowed(actor, 'people.view', eventId);
}
