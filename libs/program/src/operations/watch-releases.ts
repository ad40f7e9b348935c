import { isDeepStrictEqual } from 'node:util';
import { releaseTopic } from '@plenary/event';
import type { EventCtx } from '@plenary/platform';
import type { States } from '@plenary/platform/live';
import { lastReleaseNumber } from '../data/releases.js';
import { readSaid } from '../data/said.js';
import { readRelease, showRelease, type ShownRelease, type WholeRelease } from './current-release.js';

/** The program as who asks sees it: at once, at each release, and when somebody in it says something of their part. */
export function watchReleases<Shown>(
  ctx: EventCtx,
  show: (release: ShownRelease) => Shown,
): States<Shown | null> {
  let last: WholeRelease | null = null;
  return ctx.services.live.states(releaseTopic(ctx.event.id), async () => {
    // Not from the memory of this process, which may be behind what a client has seen through another.
    const number = await lastReleaseNumber(ctx);
    last = number === null ? null : await latest(last, number);
    return last === null ? null : show(showRelease(last, ctx.viewer));
  });

  /** A release that is known already never changes; what people say beside it may. */
  async function latest(known: WholeRelease | null, number: number): Promise<WholeRelease | null> {
    if (known?.number !== number) return readRelease(ctx, null);
    const said = await readSaid(ctx);
    return isDeepStrictEqual(said, known.said) ? known : { ...known, said };
  }
}
