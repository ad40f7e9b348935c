import { isEastAsian, localText, type Texts } from '@plenary/platform/texts';

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

/** What stands between the parts of a foreign name that is sounded out. */
const dots: Readonly<Record<string, string>> = { ja: '・', zh: '·' };

/** The person's texts in one language: all from the language that the family name is found in. */
function partsOf(person: Named, language: string) {
  const family = localText(person.familyName, language, ['en']);
  const given = person.givenName === null ? '' : localText(person.givenName, family.language, ['en']).text;
  const title = person.title === null ? '' : localText(person.title, family.language, ['en']).text;
  return { family: family.text, given, title, language: family.language };
}

/** A name in an East Asian script, with its title: a foreign one is sounded out, given name first, and has a dot. */
function eastAsianName(
  { family, given, title, language }: ReturnType<typeof partsOf>,
  order: Person['nameOrder'],
): string {
  const dot = dots[language];
  const isSoundedOut =
    order === 'GIVEN_FIRST' && dot !== undefined && !/\p{Script=Latin}/u.test(family + given);
  if (!isSoundedOut) return join(...(order === 'FAMILY_FIRST' ? [family, given] : [given, family]), title);
  return [given, family].filter((part) => part !== '').join(dot) + title;
}

function join(...parts: string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

function printedFamily(person: Named, family: string): string {
  return person.nameOrder === 'FAMILY_FIRST' ? family.toUpperCase() : family;
}

/**
 * The name as it is printed, in the order of its owner: `Lieutenant General SAKAMOTO Koichi`,
 * `Major General (Ret.) Patrick Cammaert`, `坂本 浩一 陸将`, `パトリック・カマート少将`. A family name that stands first is
 * in capitals, so that readers know which it is.
 */
export function displayName(person: Named, language: string): string {
  const parts = partsOf(person, language);
  const { family, given, title } = parts;
  if (isEastAsian(parts.language)) return eastAsianName(parts, person.nameOrder);
  const printed = printedFamily(person, family);
  return person.nameOrder === 'FAMILY_FIRST' ? join(title, printed, given) : join(title, given, printed);
}

/**
 * The label after the first mention: title and family name, `Dr. SHINODA`, `Colonel Klaffus`, `篠田 教授`,
 * `カマート少将`.
 */
export function shortName(person: Named, language: string): string {
  const parts = { ...partsOf(person, language), given: '' };
  if (isEastAsian(parts.language)) return eastAsianName(parts, person.nameOrder);
  return join(parts.title, printedFamily(person, parts.family));
}

/**
 * Post and organisation as they stand beside the name at first mention: `Director, Institute of Peace`,
 * `平和研究所 所長`; empty if neither is known.
 */
export function affiliation(person: Pick<Person, 'post' | 'organisation'>, language: string): string {
  const [post, organisation] = [person.post, person.organisation].map((text) =>
    text === null ? null : localText(text, language, ['en']),
  );
  if (post == null || organisation == null) return (post ?? organisation)?.text ?? '';
  return affiliated(post.text, organisation.text, organisation.language);
}

/** @param language of the organisation's name */
export function affiliated(post: string, organisation: string, language: string): string {
  return isEastAsian(language) ? `${organisation} ${post}` : `${post}, ${organisation}`;
}
