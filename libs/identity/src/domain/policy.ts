import { isAllowed, type Actor } from '@plenary/platform/access';

/**
 * Whether the actor may give a role to this account. An organiser may give them to others only, for some roles show
 * what an organiser is not to see alone (withheld askers, VISA data).
 */
export function mayGiveTo(actor: Actor, accountId: string): boolean {
  const isOwn = actor.kind === 'account' && actor.accountId === accountId;
  return !isOwn || isAllowed(actor, 'installation.manage', null);
}
