import type { EventCtx } from '@plenary/platform';
import { isAllowed } from '@plenary/platform/access';
import type { States } from '@plenary/platform/live';
import { readSights } from '@plenary/program';
import { listQuestions } from '../data/questions.js';
import { showQuestion, showWhole, type ShownQuestion } from '../domain/question.js';

/** The topic of changes to the questions of a session. */
export function sessionTopic(sessionId: string): string {
  return `session:${sessionId}`;
}

/** What the viewer may see of the questions of a session. */
export interface SessionLive {
  readonly onStage: ShownQuestion | null;
  /** In the order of their coming; empty for all but moderators. */
  readonly queue: readonly ShownQuestion[];
}

/** The question on stage and the queue: at once, and again at each change. */
export function watchSession<Shown>(
  ctx: EventCtx,
  sessionId: string,
  show: (live: SessionLive) => Shown,
): States<Shown> {
  const moderates = isAllowed(ctx.actor, 'questions.moderate', ctx.event.id);
  return ctx.services.live.states(sessionTopic(sessionId), async () => {
    const questions = await listQuestions(ctx, { sessionId, state: { in: ['ASKED', 'QUEUED'] } });
    const onStage = questions.filter(({ state }) => state === 'ASKED');
    if (moderates) {
      const queue = questions.filter(({ state }) => state === 'QUEUED');
      return show({ onStage: onStage.map(showWhole)[0] ?? null, queue: queue.map(showWhole) });
    }
    const sights = await readSights(ctx);
    const [shown = null] = onStage.flatMap((question) => showQuestion(question, sights));
    return show({ onStage: shown, queue: [] });
  });
}
