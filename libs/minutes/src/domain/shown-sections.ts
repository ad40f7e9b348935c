import type { Viewer } from '@plenary/platform/access';
import { Sights, type RuledSession } from '@plenary/program';
import type { Section, Turn } from './edition.js';
import { wordsIn } from '../words/words.js';

/** A turn as somebody reads it. */
export interface ShownTurn extends Turn {
  /** What its speaker is called where they may not be named; null where they may. */
  readonly namedAs: 'CHAIR' | 'PARTICIPANT' | null;
}

/** A section as somebody reads it. */
export interface ShownSection extends Section {
  readonly turns: readonly ShownTurn[];
}

/**
 * The words of an edition as far as a viewer may read them: a session that they may not see is not there, one that is
 * closed has no turn, who may not be named is called the chair or a participant, and in the place of words that their
 * speaker keeps back stands that they are kept back.
 * @param language of the edition
 */
export function sectionsFor(
  sections: readonly Section[],
  rules: readonly RuledSession[],
  viewer: Viewer,
  language: string,
): ShownSection[] {
  const sights = new Sights(rules, viewer);
  const presiding = presidingIn(rules);
  return sections.flatMap((section) => {
    const { sessionId } = section;
    const { seen, words } = sights.of(sessionId);
    if (!seen) return [];
    const turns = words
      ? section.turns.map((turn): ShownTurn => {
          const shown = sights.ofPerson(sessionId, turn.personId);
          if (!shown.words) return { ...turn, ...keptBack(language) };
          if (shown.speakers) return { ...turn, namedAs: null };
          const presides = presiding.has(`${sessionId ?? ''} ${turn.personId ?? ''}`);
          return { ...turn, personId: null, namedAs: presides ? 'CHAIR' : 'PARTICIPANT' };
        })
      : [];
    return [{ ...section, turns }];
  });
}

function keptBack(language: string) {
  return {
    kind: 'NARRATIVE',
    personId: null,
    namedAs: null,
    paragraphs: [wordsIn(language)('keptBack')],
    passages: [],
  } as const;
}

function presidingIn(rules: readonly RuledSession[]): Set<string> {
  return new Set(
    rules.flatMap(({ id, appearances }) =>
      appearances
        .filter(({ role }) => role === 'CHAIR' || role === 'MODERATOR')
        .map(({ personId }) => `${id} ${personId}`),
    ),
  );
}
