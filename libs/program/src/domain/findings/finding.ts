import { stored } from '@plenary/platform';
import { z } from 'zod';

/** A blocker that is not waived stops a release. */
export const severity = z.enum(['BLOCKER', 'WARNING', 'NOTE']);
export type Severity = z.output<typeof severity>;

/** What a rule found in a program. A finding is a value: the same draft has the same findings. */
export interface Finding {
  /** Of the finding itself, stable while it stands: the rule and whom it concerns. */
  readonly id: string;
  readonly rule: ProgramRule;
  readonly severity: Severity;
  /** The sessions concerned, in their order. */
  readonly sessionIds: readonly string[];
  /** The people concerned. */
  readonly personIds: readonly string[];
  /** What, who, where. */
  readonly message: string;
  /** What would solve it. */
  readonly fix: string;
}

/** Every rule with its severity (design: domain.md, Program 2). */
export const severities = {
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
} as const satisfies Readonly<Record<string, Finding['severity']>>;

export type ProgramRule = keyof typeof severities;

const waivers = z.array(z.object({ findingId: z.string(), reason: z.string() }).readonly()).readonly();

/** A finding that staff let stand, and why. */
export type Waiver = z.output<typeof waivers>[number];

export const storedWaivers = stored('program-waivers', waivers);

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
): Finding {
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

/** BLOCKERs that no waiver covers. A room overlap can't be waived: two sessions can't meet in one room. */
export function standingBlockers(findings: readonly Finding[], waivers: readonly Waiver[]): Finding[] {
  const waived = new Set(waivers.map(({ findingId }) => findingId));
  return findings.filter(
    ({ id, rule, severity }) => severity === 'BLOCKER' && (rule === 'room-overlap' || !waived.has(id)),
  );
}

const gravity = { BLOCKER: 0, WARNING: 1, NOTE: 2 } as const;

/** The gravest first, then by rule, then in one fixed order. */
export function inOrderOfGravity(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(
    (a, b) => gravity[a.severity] - gravity[b.severity] || compare(a.rule, b.rule) || compare(a.id, b.id),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
