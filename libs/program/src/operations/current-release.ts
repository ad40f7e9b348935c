import { releaseTopic } from '@plenary/event';
import {
  createCtx,
  enterEvent,
  inMemory,
  notFound,
  type EventCtx,
  type EventRef,
  type Services,
} from '@plenary/platform';
import { anonymous, type Viewer } from '@plenary/platform/access';
import { TopicCache } from '@plenary/platform/live';
import { LRUCache } from 'lru-cache';
import { findReleaseAndBefore, listCancelled, type Release } from '../data/releases.js';
import { readSaid, type Said } from '../data/said.js';
import type { CancelledSession } from '../domain/calendar.js';
import { stranger } from '../domain/policy.js';
import { programFor, type ProgramDocument, type ReleasedProgram } from '../domain/program-document.js';
import { changesBetween, type ProgramChange } from '../domain/release-changes.js';

/** A release as somebody sees it. */
export interface ShownRelease {
  readonly eventId: string;
  readonly number: number;
  readonly program: ProgramDocument;
  readonly changes: readonly ProgramChange[];
  /** What those in it have said since; null beside an earlier release, which stands as it was. */
  readonly said: Said | null;
}

/** A release with all that is in it, to be shown to each as far as they may see it. */
export interface WholeRelease extends Release {
  readonly eventId: string;
  readonly before: ReleasedProgram | null;
  readonly said: Said | null;
}

/** Views of a release that stay in memory: those of the public, of participants, of staff, of some who have a part. */
const mostViews = 50;
const views = new WeakMap<WholeRelease, LRUCache<string, ShownRelease>>();

/** A release as a viewer may see it: made once for all who see the same. */
export function showRelease(release: WholeRelease, viewer: Viewer): ShownRelease {
  const { kind, sessionIds } = viewer;
  const key = kind === 'STAFF' ? kind : [kind, ...sessionIds].join(' ');
  const made = views.get(release) ?? new LRUCache<string, ShownRelease>({ max: mostViews });
  views.set(release, made);
  const { eventId, number, program, before, said } = release;
  const shown = made.get(key) ?? {
    eventId,
    number,
    program: programFor(program, viewer),
    changes: changesBetween(before, program, viewer),
    said,
  };
  made.set(key, shown);
  return shown;
}

/** A release as it is in the database: the last or, by number, an earlier one. */
export async function readRelease(ctx: EventCtx, number: number | null): Promise<WholeRelease | null> {
  const found = await findReleaseAndBefore(ctx, number);
  if (found === null) return null;
  const said = number === null ? await readSaid(ctx) : null;
  return { ...found.release, eventId: ctx.event.id, before: found.before?.program ?? null, said };
}

const keptReleases = inMemory(
  (services) =>
    new TopicCache<WholeRelease, [EventRef]>(
      services.live,
      (key) => releaseTopic(key.split(' ')[0] ?? ''),
      async (key, event) => {
        const [, wanted = ''] = key.split(' ');
        const ctx = enterEvent(createCtx(services, anonymous, 'kept'), event);
        return readRelease(ctx, wanted === '' ? null : Number(wanted));
      },
    ),
);

/** A release, from memory: the last or, by number, an earlier one. Null if there is none. */
export function wholeRelease(
  services: Services,
  event: EventRef,
  number: number | null,
): Promise<WholeRelease | null> {
  const key = number === null ? event.id : `${event.id} ${String(number)}`;
  return keptReleases(services).get(key, event);
}

/** A release as the public sees it, from memory: what files and feeds are made from, whoever asks for them. */
export async function publicRelease(
  services: Services,
  event: EventRef,
  number: number | null,
): Promise<ShownRelease | null> {
  const release = await wholeRelease(services, event, number);
  return release === null ? null : showRelease(release, stranger);
}

/** A release as who asks may see it, from memory: the last or, by number, an earlier one. Null if there is none. */
export async function releaseFor(ctx: EventCtx, number: number | null): Promise<ShownRelease | null> {
  const release = await wholeRelease(ctx.services, ctx.event, number);
  return release === null ? null : showRelease(release, ctx.viewer);
}

const keptCancelled = new WeakMap<ShownRelease, Promise<CancelledSession[]>>();

/** What was cancelled up to a release, read once for it. */
export function cancelledUntil(
  services: Services,
  event: EventRef,
  release: ShownRelease,
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
 * What is different between two releases, for who asks.
 * @throws {Refusal} NOT_FOUND if one of them never was
 */
export async function releaseDifference(ctx: EventCtx, from: number, to: number): Promise<ProgramChange[]> {
  const before = await wholeRelease(ctx.services, ctx.event, from);
  const after = await wholeRelease(ctx.services, ctx.event, to);
  if (before === null || after === null) throw notFound('Release');
  return changesBetween(before.program, after.program, ctx.viewer);
}
