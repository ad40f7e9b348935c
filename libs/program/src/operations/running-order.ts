import { createCtx, enterEvent, type EventCtx, type EventRef, type Services } from '@plenary/platform';
import { anonymous } from '@plenary/platform/access';
import { readActualTimes } from '../data/actual-times.js';
import { runningOrder, type RunningSession } from '../domain/running-order.js';
import { publicRelease } from './current-release.js';

/** The topic of what really happens in the sessions of an event. */
export function runningOrderTopic(eventId: string): string {
  return `running:${eventId}`;
}

/** The public sessions of the last release as the day has them; empty before the first. */
export async function findRunningOrder(services: Services, event: EventRef): Promise<RunningSession[]> {
  const release = await publicRelease(services, event, null);
  if (release === null) return [];
  const actual = await readActualTimes(enterEvent(createCtx(services, anonymous, 'running order'), event));
  return runningOrder(release.program.sessions, actual);
}

/** The running order: at once, and again whenever a session starts or ends, or the program is released. */
export function watchRunningOrder<Shown>(
  ctx: EventCtx,
  show: (session: RunningSession) => Shown,
): AsyncIterableIterator<Shown[]> {
  return ctx.services.live.states(runningOrderTopic(ctx.event.id), async () =>
    (await findRunningOrder(ctx.services, ctx.event)).map(show),
  );
}
