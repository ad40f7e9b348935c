import { LRUCache } from 'lru-cache';
import { countryName } from './display-names.js';

/** ISO 3166-1 alpha-2, and XK, which is assigned by its users. */
const countryCodes: readonly string[] = (
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
  'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR ' +
  'GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP ' +
  'KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT ' +
  'MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW ' +
  'SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ ' +
  'UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'
).split(' ');

type Named = readonly (readonly [code: string, name: string])[];

// What language a page is asked for in comes from outside.
const sorted = new LRUCache<string, Named>({ max: 50 });

const known = new Set(countryCodes);

export function isCountryCode(code: string): boolean {
  return known.has(code);
}

/** All countries by their names in a language, in its alphabet. */
export function countriesIn(language: string): Named {
  const made = sorted.get(language);
  if (made !== undefined) return made;
  const { compare } = new Intl.Collator(language);
  const named = countryCodes
    .map((code) => [code, countryName(code, language)] as const)
    .sort(([, a], [, b]) => compare(a, b));
  sorted.set(language, named);
  return named;
}
