import { createCtx, type EventRef, type Services } from '@plenary/platform';
import { anonymous } from '@plenary/platform/access';
import { Kept } from '@plenary/platform/live';
import { findRelease, type Release } from '../data/releases.js';
import { publicProgram } from '../domain/program-document.js';

/** The topic of new releases of an event. */
export function releaseTopic(eventId: string): string {
  return `release:${eventId}`;
}

/** A release as the public sees it. */
export interface PublicRelease extends Release {
  readonly eventId: string;
}

const kept = new WeakMap<Services, Kept<PublicRelease>>();

/**
 * The public's view of a release, from memory: the last or, by number, an earlier one. Null if there is none.
 */
export function publicRelease(
  services: Services,
  event: EventRef,
  number: number | null,
): Promise<PublicRelease | null> {
  const releases =
    kept.get(services) ??
    new Kept<PublicRelease>(
      services.live,
      (key) => releaseTopic(key.split(' ')[0] ?? ''),
      async (key) => {
        const [eventId = '', wanted = ''] = key.split(' ');
        const ctx = { ...createCtx(services, anonymous, 'kept'), event: { ...event, id: eventId } };
        const release = await findRelease(ctx, wanted === '' ? null : Number(wanted));
        return release === null ? null : { ...release, eventId, program: publicProgram(release.program) };
      },
    );
  kept.set(services, releases);
  return releases.get(number === null ? event.id : `${event.id} ${String(number)}`);
}
