import { isDeepStrictEqual } from 'node:util';
import { releaseTopic } from '@plenary/event';
import type { EventCtx } from '@plenary/platform';
import type { States } from '@plenary/platform/live';
import { lastReleaseNumber } from '../data/releases.js';
import { readSaid } from '../data/said.js';
import { readPublicRelease, type PublicRelease } from './current-release.js';

/** The public's program: at once, and again at each release, and when somebody in it says something of their part. */
export function watchReleases<Shown>(
  ctx: EventCtx,
  show: (release: PublicRelease) => Shown,
): States<Shown | null> {
  let last: PublicRelease | null = null;
  return ctx.services.live.states(releaseTopic(ctx.event.id), async () => {
    // Not from the memory of this process, which may be behind what a client has seen through another.
    const number = await lastReleaseNumber(ctx);
    last = number === null ? null : await latest(last, number);
    return last === null ? null : show(last);
  });

  /** A release that is known already never changes; what people say beside it may. */
  async function latest(known: PublicRelease | null, number: number): Promise<PublicRelease | null> {
    if (known?.number !== number) return readPublicRelease(ctx, null);
    const said = await readSaid(ctx);
    return isDeepStrictEqual(said, known.said) ? known : { ...known, said };
  }
}
