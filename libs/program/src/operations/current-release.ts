import { releaseTopic } from '@plenary/event';
import {
  createCtx,
  enterEvent,
  notFound,
  type EventCtx,
  type EventRef,
  type Services,
} from '@plenary/platform';
import { anonymous } from '@plenary/platform/access';
import { Kept } from '@plenary/platform/live';
import { findRelease, listCancelled, type Release } from '../data/releases.js';
import { readSaid, type Said } from '../data/said.js';
import type { CancelledSession } from '../domain/calendar.js';
import { publicProgram } from '../domain/program-document.js';
import { changesBetween, type ProgramChange } from '../domain/release-changes.js';

/** A release as the public sees it. */
export interface PublicRelease extends Release {
  readonly eventId: string;
  /** What those in it have said since; null beside an earlier release, which stands as it was. */
  readonly said: Said | null;
}

const kept = new WeakMap<Services, Kept<PublicRelease>>();

/** The public's view of a release as it is in the database: the last or, by number, an earlier one. */
export async function readPublicRelease(ctx: EventCtx, number: number | null): Promise<PublicRelease | null> {
  const release = await findRelease(ctx, number);
  if (release === null) return null;
  const said = number === null ? await readSaid(ctx) : null;
  return { ...release, eventId: ctx.event.id, program: publicProgram(release.program), said };
}

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
        const ctx = enterEvent(createCtx(services, anonymous, 'kept'), { ...event, id: eventId });
        return readPublicRelease(ctx, wanted === '' ? null : Number(wanted));
      },
    );
  kept.set(services, releases);
  return releases.get(number === null ? event.id : `${event.id} ${String(number)}`);
}

const keptCancelled = new WeakMap<PublicRelease, Promise<CancelledSession[]>>();

/** What was cancelled up to a release, read once for it. */
export function cancelledUntil(
  services: Services,
  event: EventRef,
  release: PublicRelease,
): Promise<CancelledSession[]> {
  const known = keptCancelled.get(release);
  if (known !== undefined) return known;
  const cancelled = listCancelled(enterEvent(createCtx(services, anonymous, 'kept'), event), release.number);
  keptCancelled.set(release, cancelled);
  // What could not be read is asked for again.
  cancelled.catch(() => keptCancelled.delete(release));
  return cancelled;
}

/**
 * What is different between two releases, for the public.
 * @throws {Refusal} NOT_FOUND if one of them never was
 */
export async function releaseDifference(
  services: Services,
  event: EventRef,
  from: number,
  to: number,
): Promise<ProgramChange[]> {
  const [before, after] = [
    await publicRelease(services, event, from),
    await publicRelease(services, event, to),
  ];
  if (before === null || after === null) throw notFound('Release');
  return changesBetween(before.program, after.program);
}
