import { isEastAsian, localText, type Texts } from '@plenary/platform/texts';
import { spokenFor } from '@plenary/platform/words';
import { wordsIn } from '../words/words.js';

/** A text as it stands on paper, and its language (ISO 639), which decides how it is broken, shaped and read out. */
export interface Phrase {
  readonly text: string;
  readonly lang: string;
}

/** Says a program's texts, and our fixed words, in the languages of a printed document. */
export interface Phrasebook {
  readonly languages: readonly string[];
  readonly text: (texts: Texts, language: string) => Phrase;
  /** In each language, once where two have the same words. */
  readonly each: (say: (language: string) => Phrase) => Phrase[];
  readonly texts: (texts: Texts) => Phrase[];
  readonly words: (pick: (say: ReturnType<typeof wordsIn>, language: string) => string) => Phrase[];
}

/**
 * @param languages in the order in which they stand on paper
 * @param fallback the event's, for texts that are missing in these
 */
export function phrasebook(languages: readonly string[], fallback: readonly string[]): Phrasebook {
  const text = (texts: Texts, language: string): Phrase => {
    const found = localText(texts, language, fallback);
    return phrase(found.text, found.language);
  };
  const each = (say: (language: string) => Phrase): Phrase[] => {
    const phrases = languages.map(say);
    return phrases.filter((one, index) => phrases.findIndex((other) => other.text === one.text) === index);
  };
  return {
    languages,
    text,
    each,
    texts: (texts) => each((language) => text(texts, language)),
    words: (pick) =>
      each((language) => {
        const found = spokenFor(language);
        return phrase(pick(wordsIn(found), found), found);
      }),
  };
}

export function phrase(text: string, language: string): Phrase {
  return { text, lang: languageOf(text, language) };
}

/** Languages that run from right to left, by their script. */
const scripts = [
  { letter: /^\p{Script=Hebrew}/u, languages: ['he', 'yi'] },
  { letter: /^\p{Script=Arabic}/u, languages: ['ar', 'fa', 'ur', 'ps', 'ckb'] },
];
const eastAsianLetter =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u;
const undetermined = 'und';

/**
 * The language of a text, corrected by its script: an Arabic name in an English program runs from right to left, and a
 * Latin name in a Japanese one is not Japanese.
 */
function languageOf(text: string, language: string): string {
  const code = language.split('-')[0] ?? language;
  const letters = text.replace(/^\P{L}+/u, '');
  const written = scripts.find(({ letter }) => letter.test(letters));
  if (written !== undefined)
    return written.languages.includes(code) ? code : (written.languages[0] ?? undetermined);
  const isForeign = isEastAsian(code)
    ? !eastAsianLetter.test(text)
    : scripts.some(({ languages }) => languages.includes(code));
  return isForeign ? undetermined : code;
}
