import type { Redis, RedisOptions } from 'ioredis';
import { sparingly, type Logger } from '../log.js';
import { impatient, listening } from '../redis/options.js';
import type { Listener, Transport } from './transport.js';

/** Redis knows no databases when it publishes: the number is a part of the name. */
function channelOf({ options }: Redis): string {
  return `plenary:${String(options.db ?? 0)}`;
}

/** By publish and subscribe: to every process with the same QUEUE_URL. */
export class RedisTransport implements Transport {
  private subscriber: Redis | null = null;
  private publisher: Promise<Redis> | null = null;
  private heartbeat: NodeJS.Timeout | undefined;
  private readonly complain;

  constructor(
    private readonly url: string,
    log: Logger,
    private readonly heartbeatMs = listening.socketTimeout,
  ) {
    this.complain = sparingly((error) => {
      log.warn({ reason: error.message }, 'the connection for live updates broke');
    });
  }

  /** Resolves once it listens; where Redis is away, at once, and it listens as soon as Redis is there. */
  async start(listener: Listener): Promise<void> {
    // Subscribed by hand: who reads again before that is done would miss what changes in between.
    const subscriber = await this.connect({ ...listening, socketTimeout: this.heartbeatMs });
    this.subscriber = subscriber;
    this.heartbeat = setInterval(() => {
      // One without an answer ends the connection, and that is what counts.
      if (subscriber.status === 'ready') subscriber.ping().catch(() => undefined);
    }, this.heartbeatMs);
    subscriber.on('message', (_channel, message) => {
      listener.heard(message);
    });
    await new Promise<void>((resolve) => {
      subscriber.once('error', () => {
        resolve();
      });
      subscriber.on('ready', () => {
        subscriber.subscribe(channelOf(subscriber)).then(() => {
          listener.missed();
          resolve();
        }, this.complain);
      });
    });
  }

  async send(message: string): Promise<void> {
    this.publisher ??= this.connect(impatient);
    const publisher = await this.publisher;
    await publisher.publish(channelOf(publisher), message);
  }

  async stop(): Promise<void> {
    clearInterval(this.heartbeat);
    this.subscriber?.disconnect();
    (await this.publisher)?.disconnect();
  }

  private async connect(options: RedisOptions): Promise<Redis> {
    // Loaded only where Redis is used: it takes a part of the start.
    const { Redis } = await import('ioredis');
    return new Redis(this.url, options).on('error', this.complain);
  }
}
