import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { createClient } from '../database/client.js';
import type { Pool } from '../database/pool.js';
import type { Logger } from '../log.js';
import type { Listener, Transport } from './transport.js';

const channel = 'plenary';

/** How long a connection may take; at the start of a process, which has much else to do then, and later. */
const connectMs = { first: 30_000, later: 5_000 };

/** How soon after a failure the database is asked again, and a little more, so that many do not ask at once. */
const againMs = (): number => 200 * (1 + Math.random());

/** How often a connection that only listens is asked whether it is there, and for how long it may be silent then. */
const usualHeartbeatMs = 5_000;

/** By NOTIFY and LISTEN: to every process on the same database. A message has at most 8,000 bytes. */
export class PostgresTransport implements Transport {
  private client: pg.Client | null = null;
  private stopped = false;

  constructor(
    private readonly databaseUrl: string,
    private readonly pool: Pool,
    private readonly log: Logger,
    private readonly heartbeatMs = usualHeartbeatMs,
  ) {}

  start(listener: Listener): Promise<void> {
    return this.listen(listener, connectMs.first);
  }

  async send(message: string): Promise<void> {
    await this.pool.query('SELECT pg_notify($1, $2)', [channel, message]);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.client?.end().catch(() => undefined);
  }

  private isStopped(): boolean {
    return this.stopped;
  }

  private async listen(listener: Listener, patienceMs: number): Promise<void> {
    const client = createClient(this.databaseUrl, 'plenary live', {
      connectionTimeoutMillis: patienceMs,
      silenceMs: this.heartbeatMs,
    });
    client.on('error', (error) => {
      this.log.warn({ reason: error.message }, 'the connection for live updates broke');
    });
    client.on('notification', ({ payload }) => {
      listener.heard(payload ?? '');
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
    } catch (error) {
      void client.end().catch(() => undefined);
      throw error;
    }
    const heartbeat = setInterval(() => {
      // One without an answer ends the connection, and that is what counts.
      client.query('SELECT').catch(() => undefined);
    }, this.heartbeatMs);
    // From here on: a connection that broke before is the business of who called.
    client.once('end', () => {
      clearInterval(heartbeat);
      void this.listenAgain(listener);
    });
    this.client = client;
  }

  private async listenAgain(listener: Listener): Promise<void> {
    for (;;) {
      await pause(againMs());
      if (this.isStopped()) return;
      try {
        await this.listen(listener, connectMs.later);
        listener.missed();
        return;
      } catch (error) {
        this.log.debug({ error }, 'live updates are still away');
      }
    }
  }
}
