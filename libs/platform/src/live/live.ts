import { z } from 'zod';
import type { Logger } from '../log.js';
import { States } from './states.js';
import type { Transport } from './transport.js';

/** A message is short (see the transports); a topic is a word and an id. */
const topicsInOneMessage = 100;

/** How long the next message waits for others: NOTIFY makes commits wait for each other. */
const gapMs = 5;

const topicNames = z.array(z.string());

/**
 * Publishes to every process of the installation which topics have changed. A topic says only *that* something
 * changed; who subscribes reads the new state, so a doubled or merged message does no harm.
 */
export class Live {
  private readonly listeners = new Map<string, Set<() => void>>();
  private readonly waiting = new Set<string>();
  /** The last read that was asked for, by topic, while it is not over. */
  private readonly reading = new Map<string, Promise<unknown>>();
  private timer: NodeJS.Timeout | null = null;
  private sentAt = 0;

  constructor(
    private readonly transport: Transport,
    private readonly log: Logger,
  ) {}

  /** Starts to listen, and keeps trying for as long as the process lives. */
  async start(): Promise<void> {
    await this.transport.start({
      heard: (message) => {
        this.receive(message);
      },
      // What was published meanwhile is not known: everybody reads again.
      missed: () => {
        for (const topic of [...this.listeners.keys()]) this.notify(topic);
      },
    });
  }

  /** Sends the topics at once, or merged with others within 5 ms of the last that were sent. */
  publish(topics: Iterable<string>): void {
    for (const topic of topics) this.waiting.add(topic);
    if (this.waiting.size === 0 || this.timer !== null) return;
    this.timer = setTimeout(
      () => {
        this.timer = null;
        void this.send();
      },
      Math.max(0, this.sentAt + gapMs - performance.now()),
    );
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

  /**
   * The present state at once, and again after each change of the topic, until one is the last. Of a topic one state is
   * read at a time: however many things are followed, a change of it takes one connection.
   */
  states<State>(
    topic: string,
    read: () => Promise<State>,
    isLast: (state: State) => boolean = () => false,
  ): States<State> {
    const states = new States(() => this.readInTurn(topic, read), {
      stop: () => {
        stop();
      },
      isLast,
    });
    const stop = this.onChange(topic, () => {
      states.refresh();
    });
    return states;
  }

  private async readInTurn<State>(topic: string, read: () => Promise<State>): Promise<State> {
    const before = this.reading.get(topic);
    const own = before === undefined ? read() : before.then(read, read);
    this.reading.set(topic, own);
    try {
      return await own;
    } finally {
      if (this.reading.get(topic) === own) this.reading.delete(topic);
    }
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    await this.send();
    await this.transport.stop();
  }

  private async send(): Promise<void> {
    const topics = [...this.waiting];
    this.waiting.clear();
    this.sentAt = performance.now();
    for (let start = 0; start < topics.length; start += topicsInOneMessage) {
      const part = topics.slice(start, start + topicsInOneMessage);
      try {
        await this.transport.send(JSON.stringify(part));
      } catch (error) {
        // Other processes read again when they poll or are connected again; this one needs nobody to hear of it.
        this.log.warn({ error }, 'a live update could not be published');
        for (const topic of part) this.notify(topic);
      }
    }
  }

  /** Whoever reaches the transport may send anything. */
  private receive(text: string): void {
    try {
      for (const topic of topicNames.parse(JSON.parse(text))) this.notify(topic);
    } catch {
      this.log.warn('something came as a live update that is none');
    }
  }

  /** One listener's error is not another's, nor the connection's. */
  private notify(topic: string): void {
    for (const listener of [...(this.listeners.get(topic) ?? [])]) {
      try {
        listener();
      } catch (error) {
        this.log.error({ topic, error }, 'a change could not be passed on');
      }
    }
  }
}
