import { stored } from '@plenary/platform';
import type { Severity } from '@plenary/program';
import { z } from 'zod';

export type MinutesRule =
  | 'missing-disclaimer'
  | 'withheld-asker'
  | 'words-kept-back'
  | 'number-gap'
  | 'empty-turn'
  | 'answer-unlinked'
  | 'speaker-unassigned'
  | 'question-unanswered';

/** What a rule found in minutes. A finding is a value: the same words have the same findings. */
export interface MinutesFinding {
  readonly rule: MinutesRule;
  readonly severity: Severity;
  /** The turn's number in the edition; null outside of turns. */
  readonly turn: number | null;
  /** The exact words at fault. */
  readonly quote: string | null;
  readonly message: string;
  /** What to put in their place, or to do. */
  readonly fix: string | null;
}

const waivers = z
  .array(z.object({ /** See `findingId`. */ findingId: z.string(), reason: z.string() }).readonly())
  .readonly();

/** A finding that staff let stand, and why. */
export type Waiver = z.output<typeof waivers>[number];

export const storedWaivers = stored('minutes-waivers', waivers);

/** The same as long as the finding stands. */
export function findingId({ rule, turn, quote, message }: MinutesFinding): string {
  return [rule, turn ?? '', quote ?? message].join(':');
}

/** BLOCKERs that no waiver covers. */
export function standingBlockers(
  findings: readonly MinutesFinding[],
  waivers: readonly Waiver[],
): MinutesFinding[] {
  const waived = new Set(waivers.map((waiver) => waiver.findingId));
  return findings.filter((finding) => finding.severity === 'BLOCKER' && !waived.has(findingId(finding)));
}
