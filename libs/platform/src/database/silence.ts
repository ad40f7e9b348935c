import { Socket } from 'node:net';
import type pg from 'pg';

/**
 * Ends a connection that was asked something and says nothing: a proxy or a firewall may have dropped it without a word,
 * where TCP sees nothing wrong, and its user would wait for ever.
 * @param client connected
 * @param silenceMs longer than the server may take for a statement
 */
export function endIfSilent(client: pg.Client, silenceMs: number): void {
  const { connection } = client;
  const { stream } = connection;
  if (!(stream instanceof Socket)) throw new Error('A connection to a database is a socket');
  let answered = stream.bytesWritten;
  // Before the client's own listener, which sends what waits.
  connection.prependListener('readyForQuery', () => {
    answered = stream.bytesWritten;
  });
  stream.setTimeout(silenceMs, () => {
    const { bytesRead } = stream;
    if (stream.bytesWritten === answered) return;
    // Where this process itself was busy, what has come meanwhile is read before that.
    setImmediate(() => {
      if (stream.bytesRead === bytesRead) stream.destroy(new SilentError(silenceMs));
    });
  });
}

/** Ends those connections of a pool that are silent; what breaks one tells its user, and nobody else. */
export function endSilentOnes(pool: pg.Pool, silenceMs: number): void {
  pool.on('connect', (client) => {
    // An error that nobody listens for would end the process.
    client.on('error', () => undefined);
    endIfSilent(client, silenceMs);
  });
}

/** With the code by which a driver knows that a connection is lost. */
class SilentError extends Error {
  readonly code = 'ETIMEDOUT';

  constructor(silenceMs: number) {
    super(`The database has said nothing for ${String(silenceMs)} ms`);
  }
}
