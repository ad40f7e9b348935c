import type { EventCtx } from '@plenary/platform';
import { publicRelease, releaseTopic, type PublicRelease } from './current-release.js';

/** The public's program: at once, and again at each release. */
export function watchReleases<Shown>(
  ctx: EventCtx,
  show: (release: PublicRelease) => Shown,
): AsyncIterableIterator<Shown | null> {
  return ctx.services.live.states(releaseTopic(ctx.event.id), async () => {
    const release = await publicRelease(ctx.services, ctx.event, null);
    return release === null ? null : show(release);
  });
}
