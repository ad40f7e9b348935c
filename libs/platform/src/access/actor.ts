import { Refusal } from '../errors.js';
import {
  everyAccounts,
  everyPersons,
  rolePermissions,
  type Permission,
  type Role,
  type TokenScope,
} from './roles.js';

/** A role that an account holds: in one event or, with null, in the installation. */
export interface HeldRole {
  readonly role: Role;
  readonly eventId: string | null;
}

/** What an account has shown to be itself. */
export type Credential =
  /** The cookie of a browser. */
  | {
      readonly kind: 'session';
      readonly id: string;
      /** How its person signed in: by a mailed link, or at the OIDC provider. */
      readonly method: 'LINK' | 'OIDC';
      /** When its person was last asked who they are, there or by the link. */
      readonly authenticatedAt: Date;
      /** When its person confirmed that, in the demo; null if never. */
      readonly confirmedAt: Date | null;
    }
  /** The API token of a script. It does only what its scopes name. */
  | { readonly kind: 'token'; readonly id: string; readonly scopes: readonly TokenScope[] };

/** On whose behalf something is done. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'account';
      readonly accountId: string;
      readonly roles: readonly HeldRole[];
      readonly credential: Credential;
    }
  /** Who holds the mailed link of a person's part in an event: does what belongs to that part, and nothing else. */
  | {
      readonly kind: 'person';
      readonly eventId: string;
      readonly personId: string;
      readonly linkId: string;
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
  if (actor.kind === 'person')
    return everyPersons.includes(permission) && (eventId === null || eventId === actor.eventId);
  const { credential } = actor;
  if (credential.kind === 'token' && !credential.scopes.some((scope) => scope === permission)) return false;
  if (everyAccounts.includes(permission)) return true;
  return rolesIn(actor, eventId).some((role) => rolePermissions[role].includes(permission));
}

export function accountIdOf(actor: Actor): string | null {
  return actor.kind === 'account' ? actor.accountId : null;
}

/** On whose behalf something is sent or kept: an account, a person by their link, or, with nulls, nobody in particular. */
export function ownerOf(actor: Actor): {
  readonly accountId: string | null;
  readonly eventId: string | null;
  readonly personId: string | null;
} {
  const { eventId, personId } = actor.kind === 'person' ? actor : { eventId: null, personId: null };
  return { accountId: accountIdOf(actor), eventId, personId };
}

/** @throws {Refusal} UNAUTHENTICATED for whoever has no account */
export function requireAccountId(actor: Actor): string {
  const accountId = accountIdOf(actor);
  if (accountId === null) throw new Refusal('UNAUTHENTICATED', 'Please sign in.');
  return accountId;
}

/** The topic of changes to an account's sessions, tokens and roles. */
export function accountTopic(accountId: string): string {
  return `account:${accountId}`;
}
