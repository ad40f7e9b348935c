import type { EventFile } from '@plenary/nouns/files';
import { countries } from './names.js';
import type { Random } from './seeded-random.js';

type Person = NonNullable<EventFile['people']>[number];

const peopleACountry = 5;
/** Countries of which some have one name alone, and how many. */
const oneName: Readonly<Record<string, number>> = { ID: 2, IN: 1, TH: 1 };
const ranks = [
  'Colonel',
  'Lieutenant Colonel',
  'Commander',
  'Brigadier',
  'Major',
  'Dr.',
  'Professor',
  'Ms.',
  'Mr.',
  'Superintendent',
];
const posts = [
  'Commandant',
  'Director of Studies',
  'Chief Instructor',
  'Research Fellow',
  'Head of Training',
  'Course Director',
  'Police Adviser',
  'Legal Adviser',
  'Programme Officer',
];
const bodies = [
  'Peace Operations Training Centre',
  'National Defence College',
  'Police Academy',
  'Institute for Peace Studies',
  'Ministry of Defence',
];

/** Five people of each country, no two of one name. */
export function makePeople(random: Random): Person[] {
  const countryNames = new Intl.DisplayNames(['en'], { type: 'region' });
  const used = new Set<string>();
  return countries.flatMap(({ code, stock }) =>
    Array.from({ length: peopleACountry }, (_, index): Person => {
      let given = random.pick(stock.given);
      let family = random.pick(stock.family);
      while (used.has(`${family} ${given}`))
        [given, family] = [random.pick(stock.given), random.pick(stock.family)];
      used.add(`${family} ${given}`);
      return {
        key: `${family}-${given}-${code}`.toLowerCase().replace(/[^a-z]+/g, '-'),
        ...(index < (oneName[code] ?? 0)
          ? { familyName: { en: given } }
          : { familyName: { en: family }, givenName: { en: given } }),
        nameOrder: stock.order,
        title: { en: random.pick(ranks) },
        post: { en: random.pick(posts) },
        organisation: { en: `${random.pick(bodies)}, ${countryNames.of(code) ?? code}` },
        country: code,
      };
    }),
  );
}
