import { createHash } from 'node:crypto';
import { v5 } from 'uuid';

/** Old clients keep ids in 31 bits. */
const highest = 2 ** 31 - 1;

/**
 * A positive whole number for each UUID, below 2³¹ and different within the given ones: a hash of the UUID, and where
 * two meet the later UUID takes its next hash. The same UUIDs give the same numbers in any order, and a new UUIDv7,
 * being later than all, changes no other's number.
 */
export function numericIds(guids: Iterable<string>): ReadonlyMap<string, number> {
  const ids = new Map<string, number>();
  const taken = new Set<number>();
  for (const guid of [...new Set(guids)].sort()) {
    let round = 0;
    let id = hashed(guid, round);
    while (taken.has(id)) {
      round += 1;
      id = hashed(guid, round);
    }
    taken.add(id);
    ids.set(guid, id);
  }
  return ids;
}

function hashed(guid: string, round: number): number {
  const word = createHash('sha256')
    .update(`${String(round)} ${guid}`)
    .digest()
    .readUInt32BE(0);
  return (word % highest) + 1;
}

/** The guid of an event that has only a number: the same in each reading of the same conference's files. */
export function guidOfId(acronym: string, id: number): string {
  return v5(`schedule:${scheduleAcronym(acronym)}/${String(id)}`, v5.URL);
}

/**
 * What clients name an event by in addresses and file names: unique by its id, in the form that both formats allow.
 * Titles in other scripts leave only acronym and id.
 */
export function scheduleSlug(acronym: string, id: number, title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .replace(/-$/, '');
  // Behind the acronym the format wants four characters.
  const tail = words.length < 2 ? 'event' : words;
  return `${scheduleAcronym(acronym)}-${String(id)}-${tail}`;
}

/** The acronym in the letters that the schemas of both formats allow, four at least: `ipss-2026` is `ipss_2026`. */
export function scheduleAcronym(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9_]+/g, '_')
    .padEnd(4, '_');
}
