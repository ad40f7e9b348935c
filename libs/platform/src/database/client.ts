import pg from 'pg';
import { endIfSilent } from './silence.js';

interface ClientOptions extends pg.ClientConfig {
  /** After how long without an answer it is taken for lost. Work without an end by the clock has a long one. */
  readonly silenceMs?: number;
}

/**
 * A connection beside the pool, not yet connected.
 * @param name how it is called in the database's list of connections
 */
export function createClient(databaseUrl: string, name: string, options: ClientOptions = {}): pg.Client {
  const { silenceMs = 30_000, ...config } = options;
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: name,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    ...config,
  });
  // Whatever is being done on it fails, and says so; an error that nobody listens for would end the process.
  client.on('error', () => undefined);
  client.once('connect', () => {
    endIfSilent(client, silenceMs);
  });
  return client;
}
