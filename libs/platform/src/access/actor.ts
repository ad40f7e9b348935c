import { rolePermissions, type Permission, type Role } from './roles.js';

/** On whose behalf something is done. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'account';
      readonly accountId: string;
      /** Of this browser, so that it can be ended. */
      readonly sessionId: string;
      readonly roles: readonly { readonly role: Role; readonly eventId: string | null }[];
    }
  /** Who runs the command line on the machine itself: may do everything. */
  | { readonly kind: 'operator' }
  | { readonly kind: 'job' };

export const anonymous: Actor = { kind: 'anonymous' };

/** The roles of an actor in an event; ADMIN counts in each. */
export function rolesIn(actor: Actor, eventId: string | null): Role[] {
  if (actor.kind !== 'account') return [];
  return actor.roles
    .filter((held) => held.eventId === null || held.eventId === eventId)
    .map((held) => held.role);
}

/** Whether the actor may do what needs this permission, in this event or, with null, in the installation. */
export function isAllowed(actor: Actor, permission: Permission, eventId: string | null): boolean {
  if (actor.kind === 'operator' || actor.kind === 'job') return true;
  if (actor.kind === 'anonymous') return false;
  if (permission === 'account') return true;
  return rolesIn(actor, eventId).some((role) => rolePermissions[role].includes(permission));
}

export function accountIdOf(actor: Actor): string | null {
  return actor.kind === 'account' ? actor.accountId : null;
}

/** The topic of changes to an account's sessions, tokens and roles. */
export function accountTopic(accountId: string): string {
  return `account:${accountId}`;
}
