import { localText, type Texts } from '@plenary/platform/texts';

/** Who appears in an event. */
export interface Person {
  readonly id: string;
  /** The name that files call them by. */
  readonly key: string;
  readonly familyName: Texts;
  readonly givenName: Texts | null;
  readonly nameOrder: 'FAMILY_FIRST' | 'GIVEN_FIRST';
  /** Title or rank as printed. */
  readonly title: Texts | null;
  readonly post: Texts | null;
  readonly organisation: Texts | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
}

type Named = Pick<Person, 'familyName' | 'givenName' | 'nameOrder' | 'title'>;

/** Languages in whose script the title follows the name and a family name is not set in capitals. */
const eastAsian = new Set(['ja', 'zh', 'ko']);

/** The person's texts in one language: all from the language that the family name is found in. */
function partsOf(person: Named, language: string) {
  const family = localText(person.familyName, language, ['en']);
  const given = person.givenName === null ? '' : localText(person.givenName, family.language, ['en']).text;
  const title = person.title === null ? '' : localText(person.title, family.language, ['en']).text;
  return { family: family.text, given, title, eastAsian: eastAsian.has(family.language) };
}

function join(...parts: string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

function printedFamily(person: Named, family: string): string {
  return person.nameOrder === 'FAMILY_FIRST' ? family.toUpperCase() : family;
}

/**
 * The name as it is printed, in the order of its owner: `Lieutenant General SAKAMOTO Koichi`,
 * `Major General (Ret.) Patrick Cammaert`, `坂本 浩一 陸将`. A family name that stands first is in capitals, so that
 * readers know which it is.
 */
export function displayName(person: Named, language: string): string {
  const { family, given, title, eastAsian: titleLast } = partsOf(person, language);
  if (titleLast) return join(family, given, title);
  const printed = printedFamily(person, family);
  return person.nameOrder === 'FAMILY_FIRST' ? join(title, printed, given) : join(title, given, printed);
}

/** The label after the first mention: title and family name, `Dr. SHINODA`, `Colonel Klaffus`, `篠田 教授`. */
export function shortName(person: Named, language: string): string {
  const { family, title, eastAsian: titleLast } = partsOf(person, language);
  return titleLast ? join(family, title) : join(title, printedFamily(person, family));
}

/** Post and organisation as they stand beside the name at first mention; empty if neither is known. */
export function affiliation(person: Pick<Person, 'post' | 'organisation'>, language: string): string {
  const parts = [person.post, person.organisation].filter((text) => text !== null);
  return parts.map((text) => localText(text, language, ['en']).text).join(', ');
}
