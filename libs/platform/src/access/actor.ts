import { Refusal } from '../errors.js';
import { purposeOf, type LinkPurpose } from './link-purposes.js';
import { everyAccounts, rolePermissions, type Permission, type Role, type TokenScope } from './roles.js';

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
  | {
      readonly kind: 'token';
      readonly id: string;
      readonly scopes: readonly TokenScope[];
      /** The one event that it is for, outside of which it does nothing but send files; null for all. */
      readonly eventId: string | null;
    };

/** On whose behalf something is done. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'account';
      readonly accountId: string;
      readonly roles: readonly HeldRole[];
      readonly credential: Credential;
    }
  /** Who holds a mailed link: does what its purpose allows, in its event, and nothing else. */
  | LinkActor
  /** Who runs the command line on the machine itself: may do everything. */
  | { readonly kind: 'operator' }
  | { readonly kind: 'job' };

export interface LinkActor {
  readonly kind: 'link';
  readonly purpose: LinkPurpose;
  readonly eventId: string;
  /** Whose it is, such as the person of a PART. */
  readonly subjectId: string;
  readonly linkId: string;
}

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
  if (actor.kind === 'link')
    return (
      purposeOf(actor.purpose).may.includes(permission) && (eventId === null || eventId === actor.eventId)
    );
  const { credential } = actor;
  if (credential.kind === 'token' && !reaches(credential, permission, eventId)) return false;
  if (everyAccounts.includes(permission)) return true;
  return rolesIn(actor, eventId).some((role) => rolePermissions[role].includes(permission));
}

/**
 * Whether whose things these are, such as an account whose script sends them, may do in some event what needs this
 * permission.
 */
export function ownerMay(actor: Actor, permission: Permission): boolean {
  if (actor.kind !== 'account') return isAllowed(actor, permission, null);
  return (
    everyAccounts.includes(permission) ||
    actor.roles.some(({ role }) => rolePermissions[role].includes(permission))
  );
}

function reaches(
  token: Extract<Credential, { kind: 'token' }>,
  permission: Permission,
  eventId: string | null,
): boolean {
  if (!token.scopes.some((scope) => scope === permission)) return false;
  return token.eventId === null || token.eventId === eventId || permission === 'files.upload';
}

export function accountIdOf(actor: Actor): string | null {
  return actor.kind === 'account' ? actor.accountId : null;
}

/** Who did something, as records name them. */
export interface ActorName {
  /** `account`, `token` (a script of an account), that of a link's purpose (`person` for a PART), `operator` or `job`. */
  readonly actorKind: string;
  /** Of the account, or of whose link it was; null for anybody else. */
  readonly actorId: string | null;
}

export function nameOf(actor: Actor): ActorName {
  if (actor.kind === 'account')
    return {
      actorKind: actor.credential.kind === 'token' ? 'token' : 'account',
      actorId: actor.accountId,
    };
  if (actor.kind === 'link')
    return { actorKind: purposeOf(actor.purpose).actorKind, actorId: actor.subjectId };
  return { actorKind: actor.kind, actorId: null };
}

/** Whose the things are that an actor sends or keeps: a script's are its account's. */
export function ownerOf(actor: Actor): ActorName {
  const { actorKind, actorId } = nameOf(actor);
  return { actorKind: actorKind === 'token' ? 'account' : actorKind, actorId };
}

/** The account of a name; null where it names none. */
export function accountNamed({ actorKind, actorId }: ActorName): string | null {
  return actorKind === 'account' || actorKind === 'token' ? actorId : null;
}

/** The person of a name; null where it names none. */
export function personNamed({ actorKind, actorId }: ActorName): string | null {
  return actorKind === 'person' ? actorId : null;
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

/** The topic of changes to a link. */
export function linkTopic(linkId: string): string {
  return `link:${linkId}`;
}

/** What tells that an actor may have lost their right; null for who has nothing to lose. */
export function topicOf(actor: Actor): string | null {
  if (actor.kind === 'account') return accountTopic(actor.accountId);
  return actor.kind === 'link' ? linkTopic(actor.linkId) : null;
}
