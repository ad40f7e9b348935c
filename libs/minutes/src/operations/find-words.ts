import type { EventCtx } from '@plenary/platform';
import { readSights } from '@plenary/program';
import { listPublishedWords, type PublishedWords } from '../data/turns.js';

/** The words of these questions or answers in the current editions, as far as who asks may read them. */
export async function findPublishedWords(
  ctx: EventCtx,
  of: Parameters<typeof listPublishedWords>[1],
): Promise<PublishedWords[]> {
  const words = await listPublishedWords(ctx, of);
  if (words.length === 0) return [];
  const sights = await readSights(ctx);
  return words.filter(({ sessionId, personId }) => sights.ofPerson(sessionId, personId).words);
}
