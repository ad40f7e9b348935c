import type { Permission } from './roles.js';

const minute = 60_000;
const day = 24 * 60 * minute;

/** What a link of one purpose is. Times are in milliseconds. */
interface Purpose {
  /** How records name who acts by it; beside it they name its subject. */
  readonly actorKind: string;
  readonly may: readonly Permission[];
  /** When it ends by itself; REVOKED where only its noun, its owner or staff end it. */
  readonly until: { readonly sinceMade: number } | { readonly sinceEvent: number } | 'REVOKED';
  /** Null for any number. */
  readonly uses: number | null;
  /** Where the secret stands. A fragment reaches no server but by a person's click; programs can send a path alone. */
  readonly secretIn: 'fragment' | 'path';
}

const opened = { uses: null, secretIn: 'fragment' } as const;
const inPath = { uses: null, secretIn: 'path' } as const;

/** Every purpose of a mailed link (design: domain.md "Link"). What one may do comes with the noun that makes it. */
export const linkPurposes = {
  /** Of an account: starts a session, and does nothing else. */
  SIGN_IN: {
    actorKind: 'account',
    may: [],
    until: { sinceMade: 10 * minute },
    uses: 1,
    secretIn: 'fragment',
  },
  /** Of a registration. */
  REGISTRATION: { actorKind: 'attendee', may: ['registration'], until: { sinceEvent: 30 * day }, ...opened },
  /** Of a person with a part in the program. */
  PART: { actorKind: 'person', may: ['part', 'files.upload'], until: { sinceEvent: 30 * day }, ...opened },
  /** Of a speaker's words in an edition, whose publication revokes it. */
  REVIEW: { actorKind: 'reviewer', may: ['review'], until: 'REVOKED', ...opened },
  /** Of an invitation to a category, whose closing revokes it. */
  INVITATION: { actorKind: 'invited', may: [], until: 'REVOKED', ...opened },
  /** Of a delegation; the closing of its category revokes it. */
  DELEGATION: { actorKind: 'delegation', may: [], until: 'REVOKED', ...opened },
  /** Of a calendar that a program fetches. */
  CALENDAR: { actorKind: 'calendar', may: [], until: 'REVOKED', ...inPath },
  /** Of a screen in a room. */
  SCREEN: { actorKind: 'screen', may: [], until: 'REVOKED', ...inPath },
} as const satisfies Readonly<Record<string, Purpose>>;

export type LinkPurpose = keyof typeof linkPurposes;

export function isLinkPurpose(text: string): text is LinkPurpose {
  return Object.hasOwn(linkPurposes, text);
}

/** What is declared of a purpose. */
export function purposeOf(purpose: LinkPurpose): Purpose {
  return linkPurposes[purpose];
}

/** Stands for no end: what is compared with it is never over. */
const never = new Date('9999-12-31T00:00:00Z');

/**
 * When a link that is made now ends by itself.
 * @param endsOn the last day of its event, which ends when it has ended everywhere on earth; null for a link of none
 */
export function linkEnd(purpose: LinkPurpose, now: Date, endsOn: string | null): Date {
  const { until } = purposeOf(purpose);
  if (until === 'REVOKED') return never;
  if ('sinceMade' in until) return new Date(now.getTime() + until.sinceMade);
  if (endsOn === null) throw new Error(`A link of the purpose ${purpose} needs an event`);
  return new Date(Date.parse(`${endsOn}T12:00:00Z`) + day + until.sinceEvent);
}
