import { storedWaivers, type Finding, type Severity } from '@plenary/platform/findings';

/** Every rule with its severity (design: domain.md, Program 2). */
const severities = {
  'room-overlap': 'BLOCKER',
  'room-unavailable': 'BLOCKER',
  'person-overlap': 'BLOCKER',
  'person-unavailable': 'BLOCKER',
  'outside-event': 'BLOCKER',
  'plenary-parallel': 'BLOCKER',
  'declined-speaker': 'BLOCKER',
  'panel-without-moderator': 'WARNING',
  'short-changeover': 'WARNING',
  'short-walk': 'WARNING',
  'items-too-long': 'WARNING',
  'room-too-small': 'WARNING',
  'no-interpretation': 'WARNING',
  'unconfirmed-speaker': 'WARNING',
  'interpreters-without-break': 'WARNING',
  'audience-without-break': 'WARNING',
  'chairs-and-speaks': 'WARNING',
  'sittings-overlap': 'WARNING',
  'member-elsewhere': 'WARNING',
  'no-time': 'NOTE',
} as const satisfies Readonly<Record<string, Severity>>;

export type ProgramRule = keyof typeof severities;

/** Two sessions can't meet in one room, whatever the reason. */
export const neverWaived: readonly ProgramRule[] = ['room-overlap'];

/** What a rule found in a program. */
export interface ProgramFinding extends Finding<ProgramRule> {
  /** The sessions concerned, in their order. */
  readonly sessionIds: readonly string[];
  /** The people concerned. */
  readonly personIds: readonly string[];
  /** What would solve it. */
  readonly fix: string;
}

export const storedProgramWaivers = storedWaivers('program');

/** What a rule says about some sessions; `whom` makes the finding's id, with the rule. */
export function finding(
  rule: ProgramRule,
  whom: {
    readonly sessions: readonly { readonly id: string }[];
    readonly people?: readonly { readonly id: string }[];
    /** What else tells this finding from another of the same rule, sessions and people. */
    readonly about?: string;
  },
  message: string,
  fix: string,
): ProgramFinding {
  const sessionIds = whom.sessions.map(({ id }) => id);
  const personIds = (whom.people ?? []).map(({ id }) => id);
  // Sorted: two sessions that change places are still the same two.
  const id = [rule, ...personIds.toSorted(), ...sessionIds.toSorted(), whom.about ?? ''];
  return {
    id: id.filter((part) => part !== '').join(':'),
    rule,
    severity: severities[rule],
    sessionIds,
    personIds,
    message,
    fix,
  };
}
