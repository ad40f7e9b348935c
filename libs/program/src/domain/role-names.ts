import { wordsIn } from '../words/words.js';

/** What a role is called in a language, or in English where we have no words; one unknown to us as it is. */
export function roleName(role: string, language: string): string {
  const say = wordsIn(language);
  return say('role', { role });
}
