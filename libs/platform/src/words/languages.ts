/** The languages that our own words are in; one more is one more file of messages a room. English stands in for others. */
export const languages = ['en', 'ja', 'fr'] as const;
export type Language = (typeof languages)[number];

/** The language in which our words are said to who reads this one (BCP 47): `fr` for `fr-CA`, English for what we have not. */
export function spokenFor(language: string): Language {
  const base = language.split('-')[0];
  return languages.find((known) => known === base) ?? 'en';
}
