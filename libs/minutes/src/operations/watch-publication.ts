import { notFound, type EventCtx } from '@plenary/platform';
import { findPublication, type Publication } from '../data/publications.js';
import { publicationTopic } from '../domain/topics.js';

/**
 * How far a publication is: at once, and again at each change, until it is over.
 * @throws {Refusal} NOT_FOUND if none was asked for
 */
export async function* watchPublication(ctx: EventCtx, editionId: string): AsyncGenerator<Publication> {
  const states = ctx.services.live.states(publicationTopic(editionId), async () => {
    const publication = await findPublication(ctx, editionId);
    if (publication === null) throw notFound('Publication');
    return publication;
  });
  for await (const publication of states) {
    yield publication;
    if (publication.state !== 'RUNNING') return;
  }
}
