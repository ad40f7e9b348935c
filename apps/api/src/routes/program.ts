import type { FastifyReply, FastifyRequest } from 'fastify';
import { eventRef, findVisibleEvent, type Event } from '@plenary/event';
import { badInput, notFound, type Ctx } from '@plenary/platform';
import { sendDocument } from '@plenary/platform/http';
import { programCalendar, programJson, publicRelease } from '@plenary/program';
import type { Routes } from '../api-server.js';

const config = { access: { public: 'Released programs are public.' } };

/** Always asked again, which costs a few bytes: the program may change at any moment. */
const current = 'no-cache';
const forGood = 'public, max-age=31536000, immutable';

interface FeedRequest {
  Params: { slug: string };
  Querystring: { release?: string; session?: string };
}

/** @throws {Refusal} NOT_FOUND in the same words for what is not there and what may not be seen */
export async function requireVisibleEvent(ctx: Ctx, slug: string): Promise<Event> {
  const event = await findVisibleEvent(ctx, slug);
  if (event === null) throw notFound('Event');
  return event;
}

export function addProgramRoutes({ server, services, openCtx }: Routes): void {
  server.get<FeedRequest>('/events/:slug/program.json', { config }, async (request, reply) => {
    const event = await requireVisibleEvent(await openCtx(request), request.params.slug);
    const number = readNumber('release', request.query.release);
    const release = await publicRelease(services, eventRef(event), number);
    if (release === null) throw notFound('Release');
    return sendFeed(request, reply, programJson(release), number);
  });

  server.get<FeedRequest>('/events/:slug/program.ics', { config }, async (request, reply) => {
    const event = await requireVisibleEvent(await openCtx(request), request.params.slug);
    const release = await publicRelease(services, eventRef(event), null);
    if (release === null) throw notFound('Release');
    const { publicUrl } = services.settings;
    const calendar = programCalendar(release, event, publicUrl, request.query.session ?? null);
    if (calendar === null) throw notFound('Session');
    return sendFeed(request, reply, calendar, null);
  });
}

function sendFeed(
  request: FastifyRequest,
  reply: FastifyReply,
  document: Parameters<typeof sendDocument>[2],
  number: number | null,
) {
  return sendDocument(request, reply, document, number === null ? current : forGood);
}

/** A whole number from an address; null where there is none. */
export function readNumber(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw badInput([{ path: name, message: 'must be a number from 1' }]);
}
