import { findEventsBySlug, findVisibleEvent, type Event } from '@plenary/event';
import { badInput, enterEvent, notFound, type Ctx, type EventCtx, type EventRef } from '@plenary/platform';
import { sendDocument } from '@plenary/platform/http';
import {
  cancelledUntil,
  printProgram,
  printRunBook,
  programCalendar,
  programJson,
  programScheduleJson,
  programScheduleXml,
  publicRelease,
} from '@plenary/program';
import type { Routes } from './routes.js';

const config = { access: { public: 'Released programs are public.' } };

/** Always asked again, which costs a few bytes: the program may change at any moment. */
const current = 'no-cache';
const forGood = 'public, max-age=31536000, immutable';

const forStaff = { access: { allow: 'event.view', locate: findEventRef } } as const;

const printed = [
  ['program.pdf', 'page'],
  ['booklet.pdf', 'booklet'],
] as const;

interface PrintRequest {
  Params: { slug: string };
  Querystring: { language?: string };
}

interface FeedRequest {
  Params: { slug: string };
  Querystring: { release?: string; session?: string };
}

/** @throws {Refusal} NOT_FOUND in the same words for what is not there and what may not be seen */
export async function openVisibleEvent(
  ctx: Ctx,
  slug: string,
): Promise<{ readonly event: Event; readonly inEvent: EventCtx }> {
  const found = await findVisibleEvent(ctx, slug);
  if (found === null) throw notFound('Event');
  return { event: found.event, inEvent: enterEvent(ctx, found.event, found.viewer) };
}

export async function findEventRef(ctx: Ctx, slug: string): Promise<EventRef | null> {
  const [found] = await findEventsBySlug(ctx, [slug]);
  return found?.event ?? null;
}

/**
 * The context in an event that may be a draft: the door, or the operation, has asked who may know of it.
 * @param what the words for what is not there
 * @throws {Refusal} NOT_FOUND
 */
export async function openAnyEvent(ctx: Ctx, slug: string, what = 'Event'): Promise<EventCtx> {
  const [found] = await findEventsBySlug(ctx, [slug]);
  if (found === undefined) throw notFound(what);
  return enterEvent(ctx, found.event, found.viewer);
}

/** How long others may keep what is of the event: not at all while only its staff may know of it. */
export function cacheControlOf({ state }: Event, cacheControl: string): string | null {
  return state === 'DRAFT' ? null : cacheControl;
}

export function addProgramRoutes({ server, services, openCtx }: Routes): void {
  const { publicUrl } = services.settings;

  server.get<FeedRequest>('/events/:slug/program.json', { config }, async (request, reply) => {
    const { event } = await openVisibleEvent(await openCtx(request), request.params.slug);
    const number = readNumber('release', request.query.release);
    const release = await publicRelease(services, event, number);
    if (release === null) throw notFound('Release');
    const cacheControl = cacheControlOf(event, number === null ? current : forGood);
    return sendDocument(request, reply, programJson(release), cacheControl);
  });

  server.get<FeedRequest>('/events/:slug/program.ics', { config }, async (request, reply) => {
    const { event } = await openVisibleEvent(await openCtx(request), request.params.slug);
    const release = await publicRelease(services, event, null);
    if (release === null) throw notFound('Release');
    const cancelled = await cancelledUntil(services, event, release);
    const { calendarHost } = event;
    const at = { publicUrl, calendarHost };
    const calendar = programCalendar(release, cancelled, at, request.query.session ?? null);
    if (calendar === null) throw notFound('Session');
    return sendDocument(request, reply, calendar, cacheControlOf(event, current));
  });

  for (const [name, layout] of printed) {
    server.get<PrintRequest>(`/events/:slug/${name}`, { config }, async (request, reply) => {
      const { event } = await openVisibleEvent(await openCtx(request), request.params.slug);
      const release = await publicRelease(services, event, null);
      if (release === null) throw notFound('Release');
      const document = await printProgram(services, release, layout, request.query.language ?? null);
      return sendDocument(request, reply, document, cacheControlOf(event, current));
    });
  }

  server.get<PrintRequest>('/events/:slug/run-book.pdf', { config: forStaff }, async (request, reply) => {
    const ctx = await openAnyEvent(await openCtx(request), request.params.slug);
    const { body, mediaType } = await printRunBook(ctx, request.query.language ?? null);
    return reply.type(mediaType).send(body);
  });

  const schedules = { 'schedule.xml': programScheduleXml, 'schedule.json': programScheduleJson };
  for (const [name, write] of Object.entries(schedules)) {
    server.get<FeedRequest>(`/events/:slug/${name}`, { config }, async (request, reply) => {
      const { event } = await openVisibleEvent(await openCtx(request), request.params.slug);
      const release = await publicRelease(services, event, null);
      if (release === null) throw notFound('Release');
      return sendDocument(request, reply, write(release, publicUrl), cacheControlOf(event, current));
    });
  }
}

/** A whole number from an address; null where there is none. */
export function readNumber(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw badInput([{ path: name, message: 'must be a number from 1' }]);
}
