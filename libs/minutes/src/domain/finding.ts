import { storedWaivers, type Finding, type Severity } from '@plenary/platform/findings';

const severities = {
  'missing-disclaimer': 'BLOCKER',
  'withheld-asker': 'BLOCKER',
  'words-kept-back': 'BLOCKER',
  'number-gap': 'BLOCKER',
  'empty-turn': 'BLOCKER',
  'answer-unlinked': 'BLOCKER',
  'speaker-unassigned': 'WARNING',
  'question-unanswered': 'WARNING',
} as const satisfies Readonly<Record<string, Severity>>;

export type MinutesRule = keyof typeof severities;

/** What a rule found in minutes. */
export interface MinutesFinding extends Finding<MinutesRule> {
  /** The turn's number in the edition; null outside of turns. */
  readonly turn: number | null;
  /** The exact words at fault. */
  readonly quote: string | null;
  /** What to put in their place, or to do. */
  readonly fix: string | null;
}

export const storedMinutesWaivers = storedWaivers('minutes');

/** What a rule says about a turn, about words in it, or about the whole. */
export function finding(
  rule: MinutesRule,
  { turn = null, quote = null }: Partial<Pick<MinutesFinding, 'turn' | 'quote'>>,
  message: string,
  fix: string,
): MinutesFinding {
  const id = [rule, turn ?? '', quote ?? message].join(':');
  return { id, rule, severity: severities[rule], turn, quote, message, fix };
}
