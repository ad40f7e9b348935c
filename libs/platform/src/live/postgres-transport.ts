import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Pool } from '../database/pool.js';
import type { Logger } from '../log.js';
import type { Ear, Transport } from './transport.js';

const channel = 'plenary';

/** How long a connection may take; at the start of a process, which has much else to do then, and later. */
const connectMs = { first: 30_000, later: 5_000 };

/** How soon after a failure the database is asked again, and a little more, so that many do not ask at once. */
const againMs = (): number => 200 * (1 + Math.random());

/** By NOTIFY and LISTEN: to every process on the same database. A message has at most 8,000 bytes. */
export class PostgresTransport implements Transport {
  private client: pg.Client | null = null;
  private stopped = false;

  constructor(
    private readonly databaseUrl: string,
    private readonly pool: Pool,
    private readonly log: Logger,
  ) {}

  start(ear: Ear): Promise<void> {
    return this.listen(ear, connectMs.first);
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

  private async listen(ear: Ear, patienceMs: number): Promise<void> {
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      application_name: 'plenary live',
      connectionTimeoutMillis: patienceMs,
      query_timeout: 5_000,
      keepAlive: true,
    });
    client.on('error', (error) => {
      this.log.warn({ reason: error.message }, 'the connection for live updates broke');
    });
    client.on('notification', ({ payload }) => {
      ear.heard(payload ?? '');
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
    } catch (error) {
      void client.end().catch(() => undefined);
      throw error;
    }
    // From here on: a connection that broke before is the business of who called.
    client.once('end', () => void this.listenAgain(ear));
    this.client = client;
  }

  private async listenAgain(ear: Ear): Promise<void> {
    for (;;) {
      await pause(againMs());
      if (this.isStopped()) return;
      try {
        await this.listen(ear, connectMs.later);
        ear.missed();
        return;
      } catch (error) {
        this.log.debug({ error }, 'live updates are still away');
      }
    }
  }
}
