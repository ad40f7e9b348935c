import { LRUCache } from 'lru-cache';
import type { Live } from './live.js';

/**
 * Keeps what many ask for at once in memory, so that a full hall that reloads costs one read. A value is read again
 * after `maxAgeMs` at the latest, or as soon as its topic is published; who asks meanwhile shares one read. `Context` is what
 * a read needs besides its key, and what the value does not depend on.
 */
export class TopicCache<Value extends object, Context extends readonly unknown[] = []> {
  private readonly values;
  /** What is listened to, with the keys of each; as bounded as the values. */
  private readonly topics;

  constructor(
    private readonly live: Live,
    private readonly topicOf: (key: string) => string,
    private readonly load: (key: string, ...context: Context) => Promise<Value | null>,
    { max = 200, maxAgeMs = 2_000 } = {},
  ) {
    this.values = new LRUCache<string, Promise<Value | null>>({ max, ttl: maxAgeMs });
    this.topics = new LRUCache<string, { keys: Set<string>; stop: () => void }>({
      max,
      dispose: ({ keys, stop }) => {
        stop();
        this.forget(keys);
      },
    });
  }

  get(key: string, ...context: Context): Promise<Value | null> {
    this.hear(key);
    const kept = this.values.get(key);
    if (kept !== undefined) return kept;
    const value = this.load(key, ...context);
    this.values.set(key, value);
    // What could not be read is asked for again.
    value.catch(() => {
      if (this.values.peek(key) === value) this.values.delete(key);
    });
    return value;
  }

  /** Drops the value at each change of its topic: one that is being read then goes only to who asked before. */
  private hear(key: string): void {
    const topic = this.topicOf(key);
    const known = this.topics.get(topic);
    if (known !== undefined) {
      known.keys.add(key);
      return;
    }
    const keys = new Set([key]);
    const stop = this.live.onChange(topic, () => {
      this.forget(keys);
    });
    this.topics.set(topic, { keys, stop });
  }

  private forget(keys: Set<string>): void {
    for (const key of keys) this.values.delete(key);
    keys.clear();
  }
}
