import { version } from '@plenary/platform';
import { isCountryCode, type Texts, texts } from '@plenary/platform/texts';
import { z } from 'zod';

/** A country, or an organisation, that people come for, as the event prints it. */
export interface Country {
  /** A code of two capitals, or a key of the event's own. */
  readonly key: string;
  readonly name: Texts;
  readonly isOrganisation: boolean;
  readonly version: number;
}

export const countryKey = z
  .string()
  .max(60, 'must not be longer than 60 characters')
  .regex(
    /^([A-Z]{2}|[a-z0-9]+(-[a-z0-9]+)*)$/,
    'must be two capitals (ISO 3166-1, or assigned by users), or a key of small letters, digits and hyphens',
  )
  .meta({
    description: 'Two capitals (ISO 3166-1, or assigned by users, such as XK), or a key of your own.',
  });

const countryFields = {
  key: countryKey,
  name: texts(100).meta({ description: 'As it is printed, per language.' }),
  isOrganisation: z.boolean().default(false).meta({ description: 'Whether it is an organisation.' }),
};

export const saveCountryInput = z
  .strictObject({ ...countryFields, version: version.nullish() })
  .meta({ description: "A country or an organisation of the event's list; without a version a new one." });

export const removeCountryInput = z
  .strictObject({ key: countryKey, version })
  .meta({ description: "What goes from the event's list." });

export const filedCountry = z.strictObject(countryFields);

/** Whether somebody may come from there: by the list of the event or, without one, by ISO 3166-1. */
export function isListed(countries: readonly Pick<Country, 'key'>[], value: string): boolean {
  return countries.length === 0 ? isCountryCode(value) : countries.some((country) => country.key === value);
}
