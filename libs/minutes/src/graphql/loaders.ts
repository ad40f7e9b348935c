import DataLoader from 'dataloader';
import { enterEvent, type EventCtx } from '@plenary/platform';
import { perRequest, type GqlContext } from '@plenary/platform/graphql';
import type { PublishedWords } from '../data/turns.js';
import { findPublishedWords } from '../operations/find-words.js';

type Words = DataLoader<string, PublishedWords[]>;

const loaders = perRequest(() => new Map<string, Words>());

/** Loads the published words of questions, or of answers, all that one response needs in one read. */
export function wordsLoader(
  gql: GqlContext,
  { event, viewer }: Pick<EventCtx, 'event' | 'viewer'>,
  of: 'question' | 'answer',
): Words {
  const key = `${event.id} ${of}`;
  const known = loaders(gql).get(key);
  if (known !== undefined) return known;
  const loader: Words = new DataLoader(async (ids) => {
    const ctx = enterEvent(gql.ctx, event, viewer);
    const words = await findPublishedWords(
      ctx,
      of === 'question' ? { questionIds: ids } : { answerIds: ids },
    );
    return ids.map((id) =>
      words.filter(({ questionId, answerId }) => (of === 'question' ? questionId : answerId) === id),
    );
  });
  loaders(gql).set(key, loader);
  return loader;
}
