import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import type { Pool } from '../database/pool.js';
import type { Logger } from '../log.js';

const channel = 'plenary';

/** NOTIFY carries at most 8,000 bytes; a topic is a word and an id. */
const topicsInOneNotify = 100;

const message = z.array(z.string());

/**
 * Tells every process on the same database which topics have changed. A topic says only *that* something
 * changed; whoever listens reads the new state, so a doubled or merged message does no harm.
 */
export class Live {
  private readonly listeners = new Map<string, Set<() => void>>();
  private readonly waiting = new Set<string>();
  private timer: NodeJS.Timeout | null = null;
  private client: pg.Client | null = null;
  private stopped = false;

  constructor(
    private readonly databaseUrl: string,
    private readonly pool: Pool,
    private readonly log: Logger,
  ) {}

  /** Starts to listen, and keeps trying for as long as the process lives. */
  async start(): Promise<void> {
    await this.listen();
  }

  /** Sends the topics within 5 ms, merged with those of others: NOTIFY makes commits wait for each other. */
  announce(topics: Iterable<string>): void {
    for (const topic of topics) this.waiting.add(topic);
    if (this.waiting.size === 0 || this.timer !== null) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.send();
    }, 5);
  }

  /** Calls `listener` at each change of the topic, until the returned function is called. */
  onChange(topic: string, listener: () => void): () => void {
    const listeners = this.listeners.get(topic) ?? new Set();
    listeners.add(listener);
    this.listeners.set(topic, listeners);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.listeners.delete(topic);
    };
  }

  /** The present state at once, and again after each change of the topic; equal states in a row are left out. */
  states<State>(topic: string, read: () => Promise<State>): AsyncIterableIterator<State> {
    let changed = true;
    let ended = false;
    let wake: () => void = () => undefined;
    const stop = this.onChange(topic, () => {
      changed = true;
      wake();
    });
    async function* generate(): AsyncGenerator<State> {
      let last: string | null = null;
      for (;;) {
        while (!changed && !ended) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        if (ended) return;
        changed = false;
        const state = await read();
        const text = JSON.stringify(state);
        if (text !== last) yield state;
        last = text;
      }
    }
    const generator = generate();
    const end = (): void => {
      ended = true;
      stop();
      wake();
    };
    // A generator that waits can't be ended from outside: it is woken first.
    return {
      next: () => generator.next(),
      return: () => {
        end();
        return generator.return(undefined);
      },
      throw: (error: unknown) => {
        end();
        return generator.throw(error);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.send();
    await this.client?.end().catch(() => undefined);
  }

  private async send(): Promise<void> {
    const topics = [...this.waiting];
    this.waiting.clear();
    for (let start = 0; start < topics.length; start += topicsInOneNotify) {
      const part = JSON.stringify(topics.slice(start, start + topicsInOneNotify));
      try {
        await this.pool.query('SELECT pg_notify($1, $2)', [channel, part]);
      } catch (error) {
        // Whoever misses it reads again when it polls or reconnects.
        this.log.warn({ error }, 'a live update could not be announced');
      }
    }
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      application_name: 'plenary live',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    client.on('error', (error) => {
      this.log.warn({ reason: error.message }, 'the connection for live updates broke');
    });
    client.on('notification', ({ payload }) => {
      this.receive(payload ?? '[]');
    });
    await client.connect();
    client.once('end', () => void this.listenAgain());
    await client.query(`LISTEN ${channel}`);
    this.client = client;
  }

  private async listenAgain(): Promise<void> {
    while (!this.stopped) {
      await pause(200);
      try {
        await this.listen();
        // What was announced meanwhile is not known: everybody reads again.
        this.receive(JSON.stringify([...this.listeners.keys()]));
        return;
      } catch (error) {
        this.log.debug({ error }, 'live updates are still away');
      }
    }
  }

  private receive(payload: string): void {
    const parsed = message.safeParse(JSON.parse(payload));
    if (!parsed.success) return;
    for (const topic of parsed.data) {
      for (const listener of [...(this.listeners.get(topic) ?? [])]) listener();
    }
  }
}
