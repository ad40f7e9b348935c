import { changed, unchanged, verb } from '@plenary/audit';
import { eventTopic, findEvent } from '@plenary/event';
import { Refusal, holds, notFound, staleVersion, type EventCtx } from '@plenary/platform';
import {
  changeCountry,
  deleteCountry,
  insertCountries,
  listCountries,
  seedCountries,
} from '../data/countries.js';
import { removeCountryInput, saveCountryInput, type Country } from '../domain/country.js';

/**
 * Adds a country or an organisation to the list of the event, or changes one. The first change makes the list, of all
 * countries.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND; STALE_VERSION with it as it stands; CONFLICT for a key that is taken
 */
export const saveCountry = verb('saveCountry', {
  input: saveCountryInput,
  async run(tx: EventCtx, { version, ...values }) {
    await requireList(tx);
    const before = await findCountry(tx, values.key);
    if (version == null) {
      if ((await insertCountries(tx, [values])) === 0)
        throw new Refusal('CONFLICT', 'This key stands in the list already.');
    } else {
      if (before === null) throw notFound('Country');
      if (before.version !== version) throw staleVersion('The country', version, { ...before });
      if (holds(before, values)) return unchanged(before);
      if (!(await changeCountry(tx, values, version))) throw await stale(tx, values.key, version);
    }
    return saved(tx, values.key, (await findCountry(tx, values.key)) ?? { ...values, version: 1 });
  },
});

/**
 * Takes a country or an organisation from the list of the event; what was answered stays.
 * @throws {Refusal} NOT_FOUND; STALE_VERSION with it as it stands; CONFLICT for the last one
 */
export const removeCountry = verb('removeCountry', {
  input: removeCountryInput,
  async run(tx: EventCtx, { key, version }) {
    await requireList(tx);
    const all = await listCountries(tx);
    const before = all.find((country) => country.key === key);
    if (before === undefined) throw notFound('Country');
    if (all.length === 1) throw new Refusal('CONFLICT', 'The last one of a list stays.');
    if (!(await deleteCountry(tx, key, version))) throw await stale(tx, key, version);
    return saved(tx, key, true);
  },
});

async function requireList(tx: EventCtx): Promise<void> {
  if ((await listCountries(tx)).length > 0) return;
  const event = await findEvent(tx, tx.event.id);
  if (event === null) throw notFound('Event');
  await seedCountries(tx, event.languages);
}

async function findCountry(tx: EventCtx, key: string): Promise<Country | null> {
  return (await listCountries(tx)).find((country) => country.key === key) ?? null;
}

async function stale(tx: EventCtx, key: string, version: number): Promise<Refusal> {
  const current = await findCountry(tx, key);
  return current === null ? notFound('Country') : staleVersion('The country', version, { ...current });
}

function saved<Result>(tx: EventCtx, id: string, result: Result) {
  return changed({
    audit: { subject: { kind: 'Country', id } },
    topics: [eventTopic(tx.event.slug)],
    result,
  });
}
