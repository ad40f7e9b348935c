import { LRUCache } from 'lru-cache';
import type { Live } from './live.js';

/**
 * Keeps what many ask for at once in memory, so that a full hall that reloads costs one read. A value is read
 * again after `maxAgeMs` at the latest, or as soon as its topic is announced; who asks meanwhile shares one read.
 */
export class Kept<Value extends object> {
  private readonly values;
  private readonly heard = new Set<string>();

  constructor(
    private readonly live: Live,
    private readonly topicOf: (key: string) => string,
    load: (key: string) => Promise<Value | null>,
    { max = 200, maxAgeMs = 2_000 } = {},
  ) {
    this.values = new LRUCache<string, { readonly value: Value | null }>({
      max,
      ttl: maxAgeMs,
      fetchMethod: async (key): Promise<{ readonly value: Value | null }> => {
        const value = await load(key);
        return { value };
      },
    });
  }

  async get(key: string): Promise<Value | null> {
    const topic = this.topicOf(key);
    if (!this.heard.has(topic)) {
      this.heard.add(topic);
      this.live.onChange(topic, () => this.values.delete(key));
    }
    return (await this.values.fetch(key))?.value ?? null;
  }
}
