import { isId, type EventCtx } from '@plenary/platform';
import { isAllowed } from '@plenary/platform/access';
import { readSights } from '@plenary/program';
import { listQuestions } from '../data/questions.js';
import type { QuestionState } from '../domain/lifecycle.js';
import { showQuestion, showWhole, type ShownQuestion } from '../domain/question.js';

/** States in which a question was said aloud, so that everybody knows it. */
const heard = new Set<QuestionState>(['ASKED', 'ANSWERED', 'DEFERRED']);

/** The questions that the actor may see: all for moderators; for others those that were asked in what they may hear. */
export async function findQuestions(
  ctx: EventCtx,
  filter: { readonly sessionId?: string; readonly state?: QuestionState },
): Promise<ShownQuestion[]> {
  if (filter.sessionId !== undefined && !isId(filter.sessionId)) return [];
  const questions = await listQuestions(ctx, filter);
  if (isAllowed(ctx.actor, 'questions.moderate', ctx.event.id)) return questions.map(showWhole);
  const sights = await readSights(ctx);
  return questions
    .filter(({ state }) => heard.has(state))
    .flatMap((question) => showQuestion(question, sights));
}
