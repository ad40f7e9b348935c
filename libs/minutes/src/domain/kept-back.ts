import type { Person } from '@plenary/event';
import { Sights, stranger, type RuledSession } from '@plenary/program';
import type { Question } from '@plenary/questions';
import type { Section, Turn } from './edition.js';
import { finding, type MinutesFinding } from './finding.js';
import { occurrences } from './withheld-asker.js';

/** What the words of an edition are judged by. */
interface Record {
  readonly sections: readonly Section[];
  readonly rules: readonly RuledSession[];
  readonly questions: readonly Question[];
  readonly people: readonly Person[];
}

/**
 * Words and names that visibility, attribution or consent keep from the public, turn by turn. The edition is printed
 * without them all the same, but for names that stand in the words themselves: those an editor takes out. That others
 * speak of somebody who does not want to be quoted is no finding.
 */
export function findKeptBack({ sections, rules, questions, people }: Record): MinutesFinding[] {
  const sights = new Sights(rules, stranger);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return sections.flatMap(({ sessionId, turns }) => {
    const { words, speakers } = sights.of(sessionId);
    const rule = byId.get(sessionId ?? '');
    if (!words) return turns.map((turn) => ofSession(turn, rule));
    const unquoted = turns
      .filter(({ personId }) => !sights.ofPerson(sessionId, personId).words)
      .map(ofSpeaker);
    if (speakers) return unquoted;
    const names = namesIn(sessionId, turns, { rule, questions, people });
    return [...unquoted, ...turns.flatMap((turn) => ofNames(turn, names))];
  });
}

function ofSession({ number }: Turn, rule: RuledSession | undefined): MinutesFinding {
  const why =
    rule?.attribution === 'CLOSED'
      ? 'that is closed'
      : rule?.visibility === 'PARTICIPANTS'
        ? 'for participants alone'
        : 'that is internal, or that no release has';
  return finding(
    'words-kept-back',
    { turn: number },
    `Turn ${String(number)} was spoken in a session ${why}: its words are not printed.`,
    'Let its words stay out, or open the session and release the program.',
  );
}

function ofSpeaker({ number }: Turn): MinutesFinding {
  return finding(
    'words-kept-back',
    { turn: number },
    `Who speaks in turn ${String(number)} does not agree to be quoted: its words are not printed.`,
    'Let its words stay out, or ask the speaker again.',
  );
}

function ofNames({ number, paragraphs }: Turn, names: readonly string[]): MinutesFinding[] {
  const found = paragraphs.flatMap((text) => names.flatMap((name) => occurrences(text, name)));
  return [...new Set(found)].map((quote) =>
    finding(
      'words-kept-back',
      { turn: number, quote },
      `Turn ${String(number)} names who took part in a session whose words are nobody's.`,
      '[name withheld]',
    ),
  );
}

/** The names of those who appear, speak or ask in a session, as they could stand in the words. */
function namesIn(
  sessionId: string | null,
  turns: readonly Turn[],
  {
    rule,
    questions,
    people,
  }: Pick<Record, 'questions' | 'people'> & {
    readonly rule: RuledSession | undefined;
  },
): string[] {
  const there = new Set([
    ...(rule?.appearances ?? []).map(({ personId }) => personId),
    ...turns.map(({ personId }) => personId),
  ]);
  const askers = questions.filter((question) => question.sessionId === sessionId);
  const names = [
    ...people.filter(({ id }) => there.has(id)).flatMap(namesOf),
    ...askers.flatMap(({ asker }) => asker.name ?? []),
  ];
  return [...new Set(names)].filter((name) => name.trim() !== '');
}

/** What somebody is named by: the family name, or the only one they have. A whole name holds it. */
function namesOf({ familyName, givenName }: Person): string[] {
  const names = Object.values(familyName);
  return names.length > 0 ? names : Object.values(givenName ?? {});
}
