import { z } from 'zod';
import { Refusal } from '../errors.js';
import { stored, type Stored } from '../stored.js';

/** The gravest first. A BLOCKER that is not waived stops what the rules guard. */
export const severity = z.enum(['BLOCKER', 'WARNING', 'NOTE']);
export type Severity = z.output<typeof severity>;

/** What a rule found. A finding is a value: the same content has the same findings. */
export interface Finding<Rule extends string = string> {
  /** Of the finding itself, the same as long as it stands: the rule and whom it concerns. */
  readonly id: string;
  readonly rule: Rule;
  readonly severity: Severity;
  /** What, who, where. */
  readonly message: string;
}

const waivers = z.array(z.object({ findingId: z.string(), reason: z.string() }).readonly()).readonly();

/** A finding that staff let stand, and why. Who did it, and when, is in the audit. */
export type Waiver = z.output<typeof waivers>[number];

/** How the waivers of a noun are kept. */
export function storedWaivers(noun: string): Stored<typeof waivers> {
  return stored(`${noun}-waivers`, waivers);
}

/** Lets all these findings stand, for one reason. */
export function waiveAll(findings: readonly Finding[], reason: string): Waiver[] {
  return findings.map(({ id }) => ({ findingId: id, reason }));
}

/**
 * BLOCKERs that no waiver covers.
 * @param never rules that can't be waived
 */
export function standingBlockers<Found extends Finding>(
  findings: readonly Found[],
  waivers: readonly Waiver[],
  never: readonly Found['rule'][] = [],
): Found[] {
  const waived = new Set(waivers.map(({ findingId }) => findingId));
  return findings.filter(
    ({ id, rule, severity }) => severity === 'BLOCKER' && (never.includes(rule) || !waived.has(id)),
  );
}

/**
 * @param refused what they stop, such as "The program can't be released"
 * @throws {Refusal} CONFLICT with the findings, if there are any
 */
export function refuseBlockers(refused: string, blockers: readonly Finding[]): void {
  const [first] = blockers;
  if (first === undefined) return;
  const more = blockers.length > 1 ? ` And ${String(blockers.length - 1)} more.` : '';
  throw new Refusal('CONFLICT', `${refused}: ${first.message}${more}`, { facts: { findings: blockers } });
}

/** The gravest first, then by rule, then in one fixed order. */
export function inOrderOfGravity<Found extends Finding>(findings: readonly Found[]): Found[] {
  const gravity = (found: Found): number => severity.options.indexOf(found.severity);
  return findings.toSorted(
    (a, b) => gravity(a) - gravity(b) || compare(a.rule, b.rule) || compare(a.id, b.id),
  );
}

/** How many there are of each severity, the gravest first. */
export function countBySeverity(findings: readonly Pick<Finding, 'severity'>[]): [Severity, number][] {
  return severity.options.map((one) => [one, findings.filter((found) => found.severity === one).length]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
