import { IntlMessageFormat } from 'intl-messageformat';
import { dayFormat, numberFormat, pluralRules } from './formatters.js';
import { spokenFor, type Language } from './languages.js';

/** What stands in a message's places, by their names; null for a message without any. */
type Places = Readonly<Record<string, string | number | Date>> | null;
type Typed<Messages> = { readonly [Key in keyof Messages]: Places };

/** Says a message in one language. */
export type Say<Messages extends Typed<Messages>> = <Key extends keyof Messages>(
  key: Key,
  ...places: Messages[Key] extends null ? [] : [Messages[Key]]
) => string;

const formatters = {
  getNumberFormat: numberFormat,
  getDateTimeFormat: dayFormat,
  getPluralRules: pluralRules,
};

/**
 * A room's own words: its messages in ICU format in every language of ours. What it gives says them in a language (BCP
 * 47), or in English where we don't have it. The type of the messages is made from their files by `npm run generate`.
 */
export function wordsOf<Messages extends Typed<Messages>>(
  catalogue: Readonly<Record<Language, Readonly<Record<keyof Messages, string>>>>,
): (language: string) => Say<Messages> {
  const sayers = new Map<Language, Say<Messages>>();
  return (language) => {
    const spoken = spokenFor(language);
    const known = sayers.get(spoken) ?? sayerOf<Messages>(catalogue[spoken], spoken);
    sayers.set(spoken, known);
    return known;
  };
}

function sayerOf<Messages extends Typed<Messages>>(
  messages: Readonly<Record<keyof Messages, string>>,
  language: Language,
): Say<Messages> {
  // Reading a message takes much longer than saying it.
  const read = new Map<keyof Messages, IntlMessageFormat>();
  return (key, ...[places]) => {
    const message =
      read.get(key) ??
      new IntlMessageFormat(messages[key], language, undefined, { ignoreTag: true, formatters });
    read.set(key, message);
    return String(message.format(places ?? undefined));
  };
}
