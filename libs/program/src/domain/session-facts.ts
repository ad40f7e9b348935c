import { languageNames, type LocalText } from '@plenary/platform/texts';
import { spokenFor } from '@plenary/platform/words';
import { wordsIn } from '../words/words.js';
import type { ProgramSession } from './program-document.js';

/**
 * What is said of a session in a line of its own below its title, where there is something to say: in a language or, for
 * texts that are missing in it, in the first of the event's that has them.
 */
type Fact = (
  session: ProgramSession,
) => ((language: string, eventLanguages: readonly string[]) => LocalText) | null;

/** Where a fact is told: in print alone, or everywhere. */
type Place = 'PRINT' | 'EVERYWHERE';

/** What is spoken, and into what it is interpreted. */
const spoken: Fact = ({ languages, interpretation }) =>
  interpretation.length === 0
    ? null
    : (language) => {
        const [say, spokenIn] = [wordsIn(language), spokenFor(language)];
        const from = languageNames(languages, spokenIn);
        const into = languageNames(interpretation, spokenIn);
        return { text: say('spoken', { from, into }), language: spokenIn };
      };

/** Every field of a session; null for what stands in a place of its own, such as the title, or is not told. */
const facts: { readonly [Field in keyof ProgramSession]: { tell: Fact; where: Place } | null } = {
  id: null,
  kind: null,
  plenary: null,
  visibility: null,
  title: null,
  abstract: null,
  room: null,
  track: null,
  startsAt: null,
  endsAt: null,
  languages: null,
  interpretation: { tell: spoken, where: 'PRINT' },
  takesQuestions: null,
  items: null,
  appearances: null,
};

/** The facts of a session that are told in print or, of those that are told everywhere, on its page and in calendars. */
export function factsOf(session: ProgramSession, place: Place) {
  return Object.values(facts).flatMap((fact) =>
    fact === null || (place === 'EVERYWHERE' && fact.where === 'PRINT') ? [] : (fact.tell(session) ?? []),
  );
}
