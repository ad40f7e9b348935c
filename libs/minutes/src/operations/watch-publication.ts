import { notFound, type EventCtx } from '@plenary/platform';
import type { States } from '@plenary/platform/live';
import { findPublication, type Publication } from '../data/publications.js';
import { publicationTopic } from '../domain/topics.js';

/**
 * How far a publication is: at once, and again at each change, until it is over.
 * @throws {Refusal} NOT_FOUND if none was asked for
 */
export function watchPublication(ctx: EventCtx, editionId: string): States<Publication> {
  const read = async (): Promise<Publication> => {
    const publication = await findPublication(ctx, editionId);
    if (publication === null) throw notFound('Publication');
    return publication;
  };
  return ctx.services.live.states(publicationTopic(editionId), read, ({ state }) => state !== 'RUNNING');
}
