import { Refusal } from '@plenary/platform';

/** The forms of a noun's name that its code is written with. */
export interface Names {
  /** `ballot`, as variables and files have it. */
  readonly noun: string;
  readonly nouns: string;
  /** `Ballot`, as types and tables have it. */
  readonly Noun: string;
  readonly Nouns: string;
  /** `a ballot`, at the beginning of a sentence and within. */
  readonly 'A noun': string;
  readonly 'a noun': string;
}

const form = /^[a-z]{3,24}$/;

/**
 * @param noun one word, in the singular
 * @throws {Refusal} BAD_INPUT for what is no such word
 */
export function namesOf(noun: string): Names {
  if (!form.test(noun))
    throw new Refusal(
      'BAD_INPUT',
      'A noun is one English word of 3 to 24 small letters, in the singular: ballot.',
    );
  const nouns = pluralOf(noun);
  const article = /^[aeiou]/.test(noun) ? 'n' : '';
  return {
    noun,
    nouns,
    Noun: capital(noun),
    Nouns: capital(nouns),
    'A noun': `A${article} ${noun}`,
    'a noun': `a${article} ${noun}`,
  };
}

/** A template's text with the names in place of `{{noun}}`, `{{Nouns}}` … */
export function named(template: string, names: Names): string {
  return Object.entries(names).reduce(
    (text, [key, name]: [string, string]) => text.replaceAll(`{{${key}}}`, name),
    template,
  );
}

function pluralOf(noun: string): string {
  if (/(?:s|x|z|ch|sh)$/.test(noun)) return `${noun}es`;
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return `${noun}s`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
