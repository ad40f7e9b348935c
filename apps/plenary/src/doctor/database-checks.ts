import { keyPlace } from '@plenary/platform';
import type { Pool } from '@plenary/platform/database';
import { findOtherKeys, readFingerprints } from '@plenary/platform/keys';
import { appliedMigrations, readMigrations } from '@plenary/platform/migrate';
import { ok, warn, wrong, type Check, type Installation, type Verdict } from './check.js';

const oldestServer = 160_000;
/** API and worker of one machine, a command, and some to spare. */
const leastConnections = 60;
const apartMs = { warn: 1_000, wrong: 10_000 };

export const databaseChecks: readonly Check[] = [
  { name: 'database', runOn: checkServer },
  { name: 'migrations', runOn: checkMigrations },
  { name: 'same keys', runOn: checkSameKeys },
  { name: 'limits', runOn: checkLimits },
  { name: 'clock', runOn: checkClock },
];

async function checkServer(database: Pool): Promise<Verdict> {
  const { rows } = await database.query<{
    number: number;
    version: string;
    encoding: string;
    readOnly: boolean;
    lacking: string[];
  }>(`SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version,
             pg_encoding_to_char(encoding) AS encoding,
             pg_is_in_recovery() OR current_setting('transaction_read_only')::bool AS "readOnly",
             ARRAY(SELECT name FROM unnest(ARRAY['citext', 'btree_gist']) name
                   WHERE name NOT IN (SELECT extname FROM pg_extension)
                     AND name NOT IN (SELECT pg_available_extensions.name::text FROM pg_available_extensions)) AS lacking
      FROM pg_database WHERE datname = current_database()`);
  const [found] = rows;
  if (found === undefined) throw new Error('The database does not know itself');
  const { number, version, encoding, readOnly, lacking } = found;
  if (number < oldestServer) return wrong(`PostgreSQL ${version} is too old.`, 'Use 16 or later.');
  if (encoding !== 'UTF8')
    return wrong(
      `The database is in ${encoding}: names in other scripts are refused.`,
      'Make one in UTF8, and restore a backup into it.',
    );
  if (readOnly)
    return wrong(
      'The database takes no writes: a replica, or one set so.',
      'Set DATABASE_URL to the primary.',
    );
  if (lacking.length > 0)
    return wrong(
      `The extension ${lacking.join(', ')} can't be had.`,
      'Have it installed: it comes with PostgreSQL.',
    );
  return ok(`PostgreSQL ${version}, UTF8.`);
}

/** Whether the database is as this program makes it. */
async function checkMigrations(database: Pool): Promise<Verdict> {
  const applied = new Map((await appliedMigrations(database)).map(({ name, checksum }) => [name, checksum]));
  const known = readMigrations();
  const edited = known.filter(({ name, checksum }) => applied.has(name) && applied.get(name) !== checksum);
  if (edited.length > 0)
    return wrong(
      `Applied from another file than this program has: ${names(edited)}.`,
      'Install the program that the database was made by; a migration is never edited.',
    );
  const missing = known.filter(({ name }) => !applied.has(name));
  if (missing.length > 0)
    return wrong(
      `Not applied: ${names(missing)}.`,
      'Run npm start, or node apps/plenary/dist/migrate.js where processes are started one by one.',
    );
  const newer = [...applied.keys()].filter((name) => !known.some((migration) => migration.name === name));
  if (newer.length > 0)
    return warn(
      `The database is newer than this program: it has ${newer.join(', ')}.`,
      'Install the newer program.',
    );
  return ok(`All ${String(known.length)} are applied.`);
}

function names(migrations: readonly { readonly name: string }[]): string {
  return migrations.map(({ name }) => name).join(', ');
}

/** Whether the keys are those that the database was made with. */
async function checkSameKeys(database: Pool, { settings }: Installation): Promise<Verdict> {
  const [other] = findOtherKeys(await readFingerprints(database), settings);
  if (other === undefined) return ok('They are those that the database was made with.');
  return wrong(
    `${keyPlace(settings, other)} is gone, or is not the key that the database was made with: nothing starts.`,
    'Put it back; if it is lost for good: plenary accept-keys.',
  );
}

/** What the server itself sets for our connections. */
async function checkLimits(database: Pool): Promise<Verdict> {
  const { rows } = await database.query<{ name: string; value: number }>(
    `SELECT name, reset_val::int AS value FROM pg_settings WHERE name IN ('max_connections', 'idle_session_timeout')`,
  );
  const of = new Map(rows.map(({ name, value }) => [name, value]));
  const connections = of.get('max_connections') ?? 0;
  if (connections < leastConnections)
    return warn(
      `The database takes ${String(connections)} connections: an API and a worker use up to 40.`,
      `Set max_connections to ${String(leastConnections)} or more.`,
    );
  if ((of.get('idle_session_timeout') ?? 0) > 0)
    return warn(
      'The database ends idle connections (idle_session_timeout): live updates come late each time.',
      'Set it to 0 for the role that DATABASE_URL names.',
    );
  return ok(`${String(connections)} connections, and none is ended for being idle.`);
}

/** Rules take the time from this machine and from the database: links would live too long or too short. */
async function checkClock(database: Pool, { clock }: Installation): Promise<Verdict> {
  const before = clock.now().getTime();
  const { rows } = await database.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  const after = clock.now().getTime();
  const theirs = rows[0]?.now.getTime() ?? Number.NaN;
  // Somewhere between both it was asked.
  const apart = Math.max(0, before - theirs, theirs - after);
  const told = `The clocks of this machine and of the database are ${(apart / 1_000).toFixed(1)} s apart.`;
  if (apart > apartMs.wrong) return wrong(told, 'Have both set by NTP.');
  return apart > apartMs.warn ? warn(told, 'Have both set by NTP.') : ok(told);
}
