import pg from 'pg';

/**
 * A connection beside the pool. A server that is gone without a word is noticed: the connection is waited for no longer
 * than this, and TCP asks after one that is silent. Who does work without an end by it sets `query_timeout` themselves.
 * @param name how it is called in the database's list of connections
 */
export function createClient(databaseUrl: string, name: string, config: pg.ClientConfig = {}): pg.Client {
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
  return client;
}
