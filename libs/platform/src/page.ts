import type { z } from 'zod';
import { badInput } from './errors.js';

/** Which part of a list is asked for. */
export interface PageAsked {
  readonly first: number;
  /** The `endCursor` of the page before. */
  readonly after?: string | null | undefined;
}

/** A part of a list. */
export interface Page<Item> {
  readonly nodes: Item[];
  /** What `after` takes for the next page; null on the last. */
  readonly endCursor: string | null;
}

interface List<Key extends string | number, Item> {
  /** The form of what the list is ordered by, from its text. */
  readonly key: z.ZodType<Key, string>;
  readonly keyOf: (item: Item) => Key;
  /** Reads so many of those behind a key, or the first. */
  readonly read: (after: Key | null, count: number) => Promise<readonly Item[]>;
}

const largestPage = 100;

/**
 * Reads a page. A cursor tells nothing of what it is made of.
 * @throws {Refusal} BAD_INPUT for a page size out of range or a cursor that is none
 */
export async function readPage<Key extends string | number, Item>(
  { first, after = null }: PageAsked,
  { key, keyOf, read }: List<Key, Item>,
): Promise<Page<Item>> {
  if (first < 1 || first > largestPage)
    throw badInput([{ path: 'first', message: `must be from 1 to ${String(largestPage)}` }]);
  const found = await read(after === null ? null : keyIn(after, key), first + 1);
  const nodes = found.slice(0, first);
  const last = nodes.at(-1);
  const endCursor =
    found.length > first && last !== undefined
      ? Buffer.from(String(keyOf(last))).toString('base64url')
      : null;
  return { nodes, endCursor };
}

function keyIn<Key>(cursor: string, key: z.ZodType<Key, string>): Key {
  const found = key.safeParse(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!found.success) throw badInput([{ path: 'after', message: 'must be the endCursor of a page' }]);
  return found.data;
}
