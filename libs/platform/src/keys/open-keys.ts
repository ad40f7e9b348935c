import type pg from 'pg';
import type { Ctx } from '../ctx.js';
import { Refusal } from '../errors.js';
import {
  findKeyTexts,
  fingerprint,
  isKey,
  keyNames,
  keyPlace,
  keyTexts,
  loadKeys,
  lostWith,
  type KeyName,
  type Keys,
} from './keys.js';
import type { Settings } from '../settings/settings.js';
import { createClient } from '../database/client.js';

/** What the database knows of its keys; see `fingerprint`. */
type KeyFingerprints = ReadonlyMap<KeyName, string>;

/**
 * The keys of the installation, held against those that its database was made with. A database that knows none yet takes
 * the present ones, which are made where there are none.
 * @throws {Refusal} CONFLICT, with a line for each key that is another or gone
 */
export function openKeys(databaseUrl: string, settings: Settings): Promise<Keys> {
  return withDatabase(databaseUrl, async (client) => {
    const known = await readFingerprints(client);
    requireSame(known, settings);
    const keys = loadKeys(settings);
    if (known.size === keyNames.length || !(await isMigrated(client))) return keys;
    await leave(client, keys);
    // Another may have left its own at the same moment.
    requireSame(await readFingerprints(client), settings);
    return keys;
  });
}

/** Takes the present key for the one that the database was made with: the former is lost. */
export async function acceptKey({ db, services }: Ctx, name: KeyName): Promise<void> {
  const print = fingerprint(name, keyTexts(services.keys)[name]);
  await db.keyFingerprint.upsert({
    where: { key: name },
    create: { key: name, fingerprint: print },
    update: { fingerprint: print, leftAt: services.clock.now() },
  });
}

/** Lets the database take whatever these keys are when it is used next. */
export async function forgetKeys(client: Queryable, names: readonly KeyName[]): Promise<void> {
  await client.query('DELETE FROM "KeyFingerprint" WHERE key = ANY($1)', [names]);
}

/** What the database was made with; nothing where it was not used yet, or by an older program. */
export async function readFingerprints(client: Queryable): Promise<KeyFingerprints> {
  if (!(await isMigrated(client))) return new Map();
  const { rows } = await client.query<{ key: string; fingerprint: string }>(
    'SELECT key, fingerprint FROM "KeyFingerprint"',
  );
  const found = new Map(rows.map((row) => [row.key, row.fingerprint]));
  return new Map(keyNames.flatMap((name) => (found.has(name) ? [[name, found.get(name) ?? '']] : [])));
}

/** The keys that are not those of the database, or gone. One that has not the form of a key is told of elsewhere. */
export function findOtherKeys(known: KeyFingerprints, settings: Settings): KeyName[] {
  return keyNames.filter((name) => differs(known, settings, name));
}

type Queryable = Pick<pg.Client, 'query'> | Pick<pg.Pool, 'query'>;

function differs(known: KeyFingerprints, settings: Settings, name: KeyName): boolean {
  const expected = known.get(name);
  if (expected === undefined) return false;
  const text = findKeyTexts(settings)[name];
  if (text === undefined) return true;
  return isKey(text) && fingerprint(name, text) !== expected;
}

function requireSame(known: KeyFingerprints, settings: Settings): void {
  const fields = findOtherKeys(known, settings).map((name) => {
    const isThere = findKeyTexts(settings)[name] !== undefined;
    const what = isThere ? 'is not the key that this database was made with' : 'is gone';
    const goOn = 'Put it back; if it is lost for good, plenary accept-keys goes on without it.';
    return { path: keyPlace(settings, name), message: `${what}: ${lostWith[name]} ${goOn}` };
  });
  if (fields.length > 0) throw new Refusal('CONFLICT', 'The keys are not those of the database.', { fields });
}

async function leave(client: Queryable, keys: Keys): Promise<void> {
  const texts = keyTexts(keys);
  for (const name of keyNames)
    await client.query(
      'INSERT INTO "KeyFingerprint" (key, fingerprint) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [name, fingerprint(name, texts[name])],
    );
}

async function isMigrated(client: Queryable): Promise<boolean> {
  const { rows } = await client.query<{ known: boolean }>(
    `SELECT to_regclass('"KeyFingerprint"') IS NOT NULL AS known`,
  );
  return rows[0]?.known === true;
}

async function withDatabase<Result>(
  databaseUrl: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  // At the start of a process, which has much else to do then.
  const client = createClient(databaseUrl, 'plenary keys', {
    connectionTimeoutMillis: 30_000,
    query_timeout: 10_000,
  });
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
