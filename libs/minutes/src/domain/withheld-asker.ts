import { countryName } from '@plenary/platform/texts';
import type { Question } from '@plenary/questions';
import type { Turn } from './edition.js';
import { finding, type MinutesFinding } from './finding.js';

const fix = '[name withheld]';

/** Words before a name that show it to be one, however common a word it is. */
const address =
  /(?:\b(?:mr|mrs|ms|miss|dr|prof|professor|sir|madam|ambassador|colonel|general|major|captain)\.?\s+)$/i;
const honorific = /^(?:-?san\b|-?sama\b|さん|様|氏)/i;

/** What an asker withholds, as it could stand in the words. */
interface Withheld {
  /** Names: nowhere in the record. */
  readonly names: readonly string[];
  /** Bodies and countries: not beside the question. */
  readonly places: readonly string[];
  /** Countries: only where the words place somebody there. */
  readonly countries: readonly string[];
}

/**
 * Where the words name or place somebody who asked not to be shown (design: Minutes 4). A name is looked for in the
 * whole record, a body or country from the turn before the question to the one after its last answer: the same country
 * may be spoken of elsewhere without placing anybody.
 * @param publicNames names that stand in the record anyway, of the people of the program
 */
export function findWithheldAskers(
  turns: readonly Turn[],
  questions: readonly Question[],
  publicNames: ReadonlySet<string>,
  language: string,
): MinutesFinding[] {
  return questions.flatMap((question) => {
    const withheld = withheldOf(question, publicNames, language);
    const beside = besideQuestion(turns, question);
    return turns.flatMap((turn) => {
      const found = turn.paragraphs.flatMap((text) => [
        ...withheld.names.flatMap((name) => occurrences(text, name)),
        ...(beside.has(turn.number) ? withheld.places.flatMap((place) => occurrences(text, place)) : []),
        ...(beside.has(turn.number)
          ? withheld.countries.flatMap((country) => placements(text, country))
          : []),
      ]);
      return [...new Set(found)].map((quote) => disclosure(turn, quote, question));
    });
  });
}

function disclosure(turn: Turn, quote: string, question: Question): MinutesFinding {
  const of = question.number === null ? 'a question' : `Question ${String(question.number)}`;
  const shown = question.displayPolicy === 'ANONYMOUS' ? 'not to be shown' : 'not to be named';
  const message = `Turn ${String(turn.number)} tells who put ${of}; its asker chose ${shown}.`;
  return finding('withheld-asker', { turn: turn.number, quote }, message, fix);
}

function withheldOf(
  { asker, displayPolicy }: Question,
  publicNames: ReadonlySet<string>,
  language: string,
): Withheld {
  if (displayPolicy === 'NAME') return { names: [], places: [], countries: [] };
  const names = asker.name === null ? [] : [asker.name, ...singleNames(asker.name, publicNames)];
  if (displayPolicy === 'AFFILIATION') return { names, places: [], countries: [] };
  return {
    names,
    places: asker.affiliation === null ? [] : [asker.affiliation, ...turnedAround(asker.affiliation)],
    countries: asker.country === null ? [] : [countryName(asker.country, language)],
  };
}

/** Family and given name by themselves, unless somebody on the program is called so too. */
function singleNames(name: string, publicNames: ReadonlySet<string>): string[] {
  const parts = name.split(/\s+/);
  return parts.length < 2
    ? []
    : parts.filter((part) => part.length >= 3 && !publicNames.has(part.toLowerCase()));
}

/** `Embassy of Sudan` is also `Sudan Embassy`. */
function turnedAround(affiliation: string): string[] {
  const match = /^(Embassy|Delegation|Mission|Ministry|University) of (?:the )?(.+)$/i.exec(affiliation);
  return match === null ? [] : [`${match[2] ?? ''} ${match[1] ?? ''}`];
}

/** From the turn before the question to the one after its last answer: the chair announces it and gives thanks. */
function besideQuestion(turns: readonly Turn[], question: Question): Set<number> {
  const answers = new Set(question.answers.map(({ id }) => id));
  const own = turns
    .filter(({ passages }) =>
      passages.some(
        ({ questionId, answerId }) =>
          questionId === question.id || (answerId !== null && answers.has(answerId)),
      ),
    )
    .map(({ number }) => number);
  if (own.length === 0) return new Set();
  const from = Math.min(...own) - 1;
  const to = Math.max(...own) + 1;
  return new Set(turns.map(({ number }) => number).filter((number) => number >= from && number <= to));
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
}

/**
 * Where the words stand in the text, whole. Of one word alone, also in other letters than a name's own first capital
 * only where it is addressed as a name: "will" is not Will.
 */
export function occurrences(text: string, words: string): string[] {
  const latin = /^[\p{Script=Latin}\p{N}\s'’.-]+$/u.test(words);
  const pattern = latin ? `(?<![\\p{L}\\p{N}])${escapeRegExp(words)}(?![\\p{L}\\p{N}])` : escapeRegExp(words);
  return [...text.matchAll(new RegExp(pattern, 'giu'))].flatMap((match) => {
    const [quote] = match;
    const isOneWord = latin && !/\s/.test(words);
    if (!isOneWord || quote.charAt(0) !== quote.charAt(0).toLowerCase()) return [quote];
    const addressed =
      address.test(text.slice(0, match.index)) || honorific.test(text.slice(match.index + quote.length));
    return addressed ? [quote] : [];
  });
}

/** Where the words place somebody in a country: "from Sudan", "my country, Sudan", "the Sudanese embassy" is beyond us. */
function placements(text: string, country: string): string[] {
  const name = escapeRegExp(country);
  const before = `(?:from|representing|embassy of|delegation of|delegate of|mission of|ministry of \\p{L}+ of|behalf of|(?:my|our) country,?)\\s+(?:the\\s+)?${name}`;
  const after = `${name}(?:['’]s)?\\s+(?:embassy|delegation|delegate|mission|representative|colleague)`;
  const japanese = `${name}(?:大使館|代表|から)`;
  return [...text.matchAll(new RegExp(`${before}|${after}|${japanese}`, 'giu'))].map(([quote]) => quote);
}
