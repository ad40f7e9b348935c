import { LRUCache } from 'lru-cache';
import type { Caller } from '../access/caller.js';

/** Documents that are kept of strangers, and again of all others, and the characters of all of them. */
const most = { max: 500, maxSize: 2_000_000 } as const;
/** Of these so many that one caller alone sends: who sends ever new ones pushes out none but their own. */
const mostOfOne = 50;

interface Entry<Known> {
  readonly known: Known;
  /** Who alone has sent it so far; null once another has. */
  sender: string | null;
}

/**
 * Keeps what is known of documents by their text. Those of strangers push out none of who is known, and those of one
 * caller none that others have sent; each serves all.
 */
export class DocumentCache<Known extends object> {
  private readonly ofStrangers = new Shelf<Known>();
  private readonly ofOthers = new Shelf<Known>();

  find(source: string, caller: Caller): Known | null {
    const known = this.ofOthers.find(source, caller.key);
    if (known !== null) return known;
    const strangers = this.ofStrangers.find(source, caller.key);
    if (strangers === null || caller.isStranger) return strangers;
    this.ofStrangers.delete(source);
    this.ofOthers.add(source, strangers, null);
    return strangers;
  }

  add(source: string, known: Known, caller: Caller): void {
    (caller.isStranger ? this.ofStrangers : this.ofOthers).add(source, known, caller.key);
  }
}

class Shelf<Known extends object> {
  /** What each caller alone has sent, the oldest first. */
  private readonly alone = new Map<string, Set<string>>();
  private readonly entries = new LRUCache<string, Entry<Known>>({
    ...most,
    sizeCalculation: (_entry, source) => source.length + 1,
    dispose: (entry, source) => {
      this.release(source, entry);
    },
  });

  find(source: string, caller: string): Known | null {
    const entry = this.entries.get(source);
    if (entry === undefined) return null;
    if (entry.sender !== caller) this.release(source, entry);
    return entry.known;
  }

  add(source: string, known: Known, sender: string | null): void {
    this.entries.set(source, { known, sender });
    if (sender === null) return;
    const own = this.alone.get(sender) ?? new Set();
    this.alone.set(sender, own.add(source));
    const [oldest] = own;
    if (own.size > mostOfOne && oldest !== undefined) this.delete(oldest);
  }

  delete(source: string): void {
    this.entries.delete(source);
  }

  /** It is no single caller's any more. */
  private release(source: string, entry: Entry<Known>): void {
    if (entry.sender === null) return;
    const own = this.alone.get(entry.sender);
    own?.delete(source);
    if (own?.size === 0) this.alone.delete(entry.sender);
    entry.sender = null;
  }
}
