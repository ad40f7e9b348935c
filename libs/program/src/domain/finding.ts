/** What a rule found in a program. A finding is a value: the same draft has the same findings. */
export interface Finding {
  /** Of the finding itself, stable while it stands: the rule and whom it concerns. */
  readonly id: string;
  readonly rule: ProgramRule;
  readonly severity: 'BLOCKER' | 'WARNING' | 'NOTE';
  /** The sessions concerned, in their order. */
  readonly sessionIds: readonly string[];
  /** What, who, where. */
  readonly message: string;
  /** What would solve it. */
  readonly fix: string;
}

export type ProgramRule =
  'room-overlap' | 'person-overlap' | 'outside-event' | 'plenary-parallel' | 'declined-speaker';

/** A finding that staff let stand, and why. */
export interface Waiver {
  readonly findingId: string;
  readonly reason: string;
}

/** BLOCKERs that no waiver covers. A room overlap can't be waived: two sessions can't meet in one room. */
export function standingBlockers(findings: readonly Finding[], waivers: readonly Waiver[]): Finding[] {
  const waived = new Set(waivers.map(({ findingId }) => findingId));
  return findings.filter(
    ({ id, rule, severity }) => severity === 'BLOCKER' && (rule === 'room-overlap' || !waived.has(id)),
  );
}
