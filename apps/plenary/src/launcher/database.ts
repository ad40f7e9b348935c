import { Refusal } from '@plenary/platform';
import { migrate } from '@plenary/platform/migrate';
import {
  createClient,
  ensureDatabase,
  useEmbeddedPostgres,
  type EmbeddedPostgres,
} from '@plenary/platform/postgres';
import type { Settings } from '@plenary/platform/settings';

/** The database that the settings name, ready to be used. */
export interface OpenDatabase {
  readonly url: string;
  /** Null where the database is not ours to start and stop. */
  readonly embedded: EmbeddedPostgres | null;
  close(): Promise<void>;
}

const databaseName = 'plenary';
/** Held by the one launcher of an installation. */
const launcherLock = 5_010_019;

/**
 * Starts or joins the embedded database, or reaches the one that DATABASE_URL names, and applies what migrations it
 * lacks.
 * @param signal gives it up, with nothing left behind
 * @throws {Refusal} UNAVAILABLE in one line, without the password
 */
export async function openDatabase(
  settings: Settings,
  signal: AbortSignal | null = null,
): Promise<OpenDatabase> {
  const database = await reachDatabase(settings, signal);
  try {
    await migrate(database.url);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * The same, and leaves the database as it is.
 * @throws {Refusal} UNAVAILABLE in one line, without the password
 */
export async function reachDatabase(
  settings: Settings,
  signal: AbortSignal | null = null,
): Promise<OpenDatabase> {
  if (settings.databaseUrl !== null) {
    const url = settings.databaseUrl;
    const client = createClient(url, 'plenary start');
    await client.connect().catch((error: unknown) => {
      throw unreachable(url, error);
    });
    await client.end();
    return { url, embedded: null, close: () => Promise.resolve() };
  }
  const embedded = await useEmbeddedPostgres({
    dataDir: settings.dataDir,
    ...(signal === null ? {} : { signal }),
  });
  const url = await ensureDatabase(embedded, databaseName);
  return { url, embedded, close: () => embedded.release() };
}

function unreachable(databaseUrl: string, error: unknown): Refusal {
  const { hostname, port, pathname } = new URL(databaseUrl);
  const reason =
    error instanceof Error
      ? error.message || ('code' in error ? String(error.code) : error.name)
      : String(error);
  const place = `${hostname}:${port || '5432'}${pathname}`;
  return new Refusal('UNAVAILABLE', `DATABASE_URL: the database at ${place} can't be reached (${reason}).`);
}

/**
 * Makes this process the launcher of the installation, for as long as the returned function is not called.
 * @throws {Refusal} CONFLICT if another one is
 */
export async function holdLauncherLock(databaseUrl: string): Promise<() => Promise<void>> {
  // The lock goes with the connection; the children notice a lost database by themselves.
  const client = createClient(databaseUrl, 'plenary launcher');
  await client.connect();
  const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [
    launcherLock,
  ]);
  if (rows[0]?.held === true) return () => client.end().catch(() => undefined);
  await client.end();
  throw new Refusal('CONFLICT', 'Plenary runs already on this database.');
}
