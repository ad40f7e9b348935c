import { LRUCache } from 'lru-cache';
import type { Live } from '../live/live.js';

/** A success as it was sent. */
interface SentAnswer {
  /** Header names and values in turns. */
  readonly head: string[];
  /** A character a byte: text goes out in one write with its head. */
  readonly body: string;
}

/** The oldest that a kept answer gets: what depends on the time alone, such as an embargo, shows by then. */
const maxAgeMs = 2_000;
const maxBytes = 20_000_000;
const maxAnswers = 500;
const maxTopics = 5_000;
/** A topic is a word and an id; a longer one is what somebody made up. */
const maxTopicLength = 200;

/** What a request has read so far, and whether its answer may be kept at all. */
export class Reading {
  private readonly seen = new Map<string, number>();
  private whole = true;

  constructor(private readonly answers: AnswerCache) {}

  /** To be called before the read, so that a change during it is noticed. */
  readsTopic(topic: string): void {
    if (topic.length > maxTopicLength) this.readsOther();
    else if (!this.seen.has(topic)) this.seen.set(topic, this.answers.changesOf(topic));
  }

  /** Something was read that no topic tells of, or that is the viewer's own. */
  readsOther(): void {
    this.whole = false;
  }

  /** The topics, if the answer rests on them alone and none has changed meanwhile; else null. */
  topics(): readonly string[] | null {
    if (!this.whole || this.seen.size === 0) return null;
    const unchanged = [...this.seen].every(([topic, changes]) => this.answers.changesOf(topic) === changes);
    return unchanged ? [...this.seen.keys()] : null;
  }
}

/** Whole answers to strangers, dropped when a topic that they rest on is published. */
export class AnswerCache {
  private readonly answers = new LRUCache<string, SentAnswer>({
    max: maxAnswers,
    maxSize: maxBytes,
    ttl: maxAgeMs,
    sizeCalculation: ({ body }, key) => body.length + key.length,
  });
  private readonly watched;

  constructor(private readonly live: Live) {
    this.watched = new LRUCache<string, { changes: number; keys: Set<string>; stop: () => void }>({
      max: maxTopics,
      dispose: ({ keys, stop }) => {
        stop();
        for (const key of keys) this.answers.delete(key);
      },
    });
  }

  get(key: string): SentAnswer | undefined {
    return this.answers.get(key);
  }

  keep(key: string, answer: SentAnswer, topics: readonly string[]): void {
    this.answers.set(key, answer);
    for (const topic of topics) this.watch(topic).keys.add(key);
  }

  /** How often the topic was published since it is watched. */
  changesOf(topic: string): number {
    return this.watch(topic).changes;
  }

  private watch(topic: string) {
    const known = this.watched.get(topic);
    if (known !== undefined) return known;
    const added = { changes: 0, keys: new Set<string>(), stop: (): void => undefined };
    added.stop = this.live.onChange(topic, () => {
      added.changes += 1;
      for (const key of added.keys) this.answers.delete(key);
      added.keys.clear();
    });
    this.watched.set(topic, added);
    return added;
  }
}
