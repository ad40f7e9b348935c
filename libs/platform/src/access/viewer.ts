import { isAllowed, type Actor } from './actor.js';
import { everyAccounts, permissions, type Permission } from './roles.js';

/** Who looks at an event: all that what they are shown depends on. */
export interface Viewer {
  /** STAFF is whoever may `event.view`: the operator and jobs too. Who is a PARTICIPANT is registration's to say. */
  readonly kind: 'STAFF' | 'PARTICIPANT' | 'STRANGER';
  /** What they may do in the event by their roles, within the scopes of their token, in one order. */
  readonly permissions: readonly Permission[];
  /** The person of the event as whom they act; null if as none. */
  readonly personId: string | null;
  /** The ids of the sessions in which that person has a part, in order. */
  readonly sessionIds: readonly string[];
}

/** What the database knows of an actor in an event. */
export interface Acquaintance {
  readonly personId: string | null;
  readonly participates: boolean;
  readonly sessionIds: readonly string[];
}

const unknown: Acquaintance = { personId: null, participates: false, sessionIds: [] };

const byRole = permissions.filter((permission) => !everyAccounts.includes(permission));

/**
 * The viewer that an actor is in an event.
 * @param known what was looked up; who was not looked up is nobody but what their roles make of them
 */
export function viewerOf(actor: Actor, eventId: string, known: Acquaintance = unknown): Viewer {
  const allowed = byRole.filter((permission) => isAllowed(actor, permission, eventId));
  // What one is oneself in the event is nothing that every script of one's account acts by.
  const { personId, participates, sessionIds } = isScriptWithout('part', actor, eventId) ? unknown : known;
  const others = participates ? 'PARTICIPANT' : 'STRANGER';
  return {
    kind: allowed.includes('event.view') ? 'STAFF' : others,
    permissions: allowed,
    personId,
    sessionIds: [...sessionIds].sort(),
  };
}

function isScriptWithout(permission: Permission, actor: Actor, eventId: string): boolean {
  const isScript = actor.kind === 'account' && actor.credential.kind === 'token';
  return isScript && !isAllowed(actor, permission, eventId);
}

/**
 * Who are of one class are shown the same of an event or, with an id, of one session of it: an answer can be made once
 * for all of them. What is one's own, such as one's part, is not of a class.
 */
export function viewerClass(viewer: Viewer, sessionId: string | null = null): string {
  const { kind, permissions: allowed, sessionIds } = viewer;
  const parts = sessionId === null ? sessionIds : sessionIds.filter((id) => id === sessionId);
  return [kind, ...allowed, ...parts].join(' ');
}
