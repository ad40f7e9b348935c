import type { EventCtx, SqlEventCtx } from '@plenary/platform';
import { countriesIn } from '@plenary/platform/texts';
import { z } from 'zod';
import type { Country } from '../domain/country.js';
import './constraints.js';

const countryRow = z.object({
  key: z.string(),
  name: z.record(z.string(), z.string()),
  isOrganisation: z.boolean(),
  version: z.int(),
}) satisfies z.ZodType<Country>;

/** The event's own list, by key; empty where it has none. */
export async function listCountries({ sql, event }: SqlEventCtx): Promise<Country[]> {
  const rows = await sql.rows`
    SELECT key, name, "isOrganisation", version FROM "Country" WHERE "eventId" = ${event.id}::uuid ORDER BY key`;
  return rows.map((row) => countryRow.parse(row));
}

export type CountryValues = Omit<Country, 'version'>;

/** Begins the list with all countries, by their names in these languages; another who does so waits, and finds it there. */
export async function seedCountries(tx: EventCtx, languages: readonly string[]): Promise<void> {
  const names = new Map<string, Record<string, string>>();
  for (const language of languages)
    for (const [key, name] of countriesIn(language)) names.set(key, { ...names.get(key), [language]: name });
  const countries = [...names].map(([key, name]) => ({ key, name, isOrganisation: false }));
  await insertCountries(tx, countries);
}

/** Those whose key is taken are left as they are. @returns how many are new */
export async function insertCountries(
  { db, event }: EventCtx,
  countries: readonly CountryValues[],
): Promise<number> {
  const { count } = await db.country.createMany({
    data: countries.map(({ name, ...country }) => ({ ...country, name: { ...name }, eventId: event.id })),
    skipDuplicates: true,
  });
  return count;
}

/** @returns whether it was still of this version */
export async function changeCountry(
  { db, event }: EventCtx,
  { key, name, isOrganisation }: CountryValues,
  version: number,
): Promise<boolean> {
  const { count } = await db.country.updateMany({
    where: { eventId: event.id, key, version },
    data: { name: { ...name }, isOrganisation, version: { increment: 1 } },
  });
  return count === 1;
}

/** @returns whether it was still of this version */
export async function deleteCountry({ db, event }: EventCtx, key: string, version: number): Promise<boolean> {
  const { count } = await db.country.deleteMany({ where: { eventId: event.id, key, version } });
  return count === 1;
}
