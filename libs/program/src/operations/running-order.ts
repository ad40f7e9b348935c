import type { EventCtx } from '@plenary/platform';
import { readActualTimes } from '../data/actual-times.js';
import { runningOrder, type RunningSession } from '../domain/running-order.js';
import { showRelease, wholeRelease } from './current-release.js';

/** The topic of what really happens in the sessions of an event. */
export function runningOrderTopic(eventId: string): string {
  return `running:${eventId}`;
}

/** The sessions of the last release that who asks may see, as the day has them; empty before the first. */
export async function findRunningOrder(ctx: EventCtx): Promise<RunningSession[]> {
  const release = await wholeRelease(ctx.services, ctx.event, null);
  if (release === null) return [];
  const seen = new Set(showRelease(release, ctx.viewer).program.sessions.map(({ id }) => id));
  // Of all sessions, so that everybody sees the same times: one that is hidden makes others late too.
  const order = runningOrder(release.program.sessions, await readActualTimes(ctx));
  return order.filter(({ sessionId }) => seen.has(sessionId));
}

/** The running order: at once, and again whenever a session starts or ends, or the program is released. */
export function watchRunningOrder<Shown>(
  ctx: EventCtx,
  show: (session: RunningSession) => Shown,
): AsyncIterableIterator<Shown[]> {
  return ctx.services.live.states(runningOrderTopic(ctx.event.id), async () =>
    (await findRunningOrder(ctx)).map(show),
  );
}
