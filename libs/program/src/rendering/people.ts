import { localText } from '@plenary/platform/texts';
import type { ProgramDocument } from '../domain/program-document.js';

type Person = ProgramDocument['people'][number];

/** A person in a list by family name. */
export interface Listed {
  readonly person: Person;
  /** The letter under which they are found. */
  readonly initial: string;
}

/**
 * People by family name, in the order of the Latin alphabet where they have a name in it: Japanese names alone don't
 * tell how they are read.
 */
export function byFamilyName(people: readonly Person[], languages: readonly string[]): Listed[] {
  const { compare } = new Intl.Collator('en');
  return people
    .map((person) => ({
      person,
      key: localText(person.familyName ?? person.displayName, 'en', languages).text,
    }))
    .sort(
      (a, b) =>
        compare(a.key, b.key) ||
        compare(nameOf(a.person), nameOf(b.person)) ||
        compare(a.person.id, b.person.id),
    )
    .map(({ person, key }) => ({ person, initial: initialOf(key) }));

  function nameOf({ displayName }: Person): string {
    return localText(displayName, 'en', languages).text;
  }
}

/** `É` is found under `E`. */
function initialOf(key: string): string {
  const [letter = ''] = key.normalize('NFD').toUpperCase();
  return letter;
}
