import { listVisibleEvents, type Event } from '@plenary/event';
import { findRecord, listPublishedMinutes } from '@plenary/minutes';
import { notFound, type EventCtx } from '@plenary/platform';
import { createDocument, type Document } from '@plenary/platform/documents';
import { releaseFor, type ShownRelease } from '@plenary/program';
import {
  renderEventPage,
  renderIndexPage,
  renderPersonPage,
  renderSessionPage,
  type Frame,
} from '@plenary/site';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { frameFor } from './frame.js';
import { openVisibleEvent } from './program.js';
import type { Routes } from './routes.js';
import { sendKeptPage, sendPage } from './send-page.js';

const config = { access: { public: 'Shows each viewer what they may see.' } };

interface PageRequest {
  Params: { slug: string };
}
interface BelowRequest {
  Params: { slug: string; id: string };
}

/** What a page of an event is made of. */
interface Opened {
  readonly event: Event;
  readonly inEvent: EventCtx;
  readonly release: ShownRelease | null;
  readonly frame: Frame;
}

/** Pages of a release that stay in memory, for strangers, who are most when a hall opens them. */
const mostPages = 300;
const keptPages = new WeakMap<ShownRelease, LRUCache<string, Document>>();

export function addPageRoutes({ server, openCtx }: Routes): void {
  server.get('/', { config }, async (request, reply) => {
    const ctx = await openCtx(request);
    const events = (await listVisibleEvents(ctx)).map(({ event }) => event);
    return sendPage(reply, renderIndexPage(await frameFor(ctx, request, []), events));
  });

  server.get<PageRequest>('/events/:slug', { config }, async (request, reply) => {
    const opened = await open(request, request.params.slug);
    const { event, inEvent, release, frame } = opened;
    const minutes = await listPublishedMinutes(inEvent);
    const isStaff = inEvent.viewer.kind === 'STAFF';
    const symbols = minutes.map(({ symbol }) => symbol).join(' ');
    return send(request, reply, opened, `event ${symbols}`, () =>
      renderEventPage(frame, { event, release, minutes, isStaff }),
    );
  });

  server.get<BelowRequest>('/events/:slug/sessions/:id', { config }, async (request, reply) => {
    const opened = await open(request, request.params.slug);
    const { event, inEvent, release, frame } = opened;
    const session = release?.program.sessions.find(({ id }) => id === request.params.id);
    if (release === null || session === undefined) throw notFound('Session');
    const record = await findRecord(inEvent, session.id);
    const paths = record.map(({ path }) => path).join(' ');
    return send(request, reply, opened, `session ${session.id} ${paths}`, () =>
      renderSessionPage(frame, { event, release, session, record }),
    );
  });

  server.get<BelowRequest>('/events/:slug/people/:id', { config }, async (request, reply) => {
    const opened = await open(request, request.params.slug);
    const { event, release, frame } = opened;
    const person = release?.program.people.find(({ id }) => id === request.params.id);
    if (release === null || person === undefined) throw notFound('Person');
    return send(request, reply, opened, `person ${person.id}`, () =>
      renderPersonPage(frame, { event, release, person }),
    );
  });

  async function open(request: FastifyRequest, slug: string): Promise<Opened> {
    const { event, inEvent } = await openVisibleEvent(await openCtx(request), slug);
    const frame = await frameFor(inEvent, request, event.languages);
    return { event, inEvent, release: await releaseFor(inEvent, null), frame };
  }

  function send(
    request: FastifyRequest,
    reply: FastifyReply,
    { event, inEvent, release, frame }: Opened,
    name: string,
    render: () => string,
  ): FastifyReply {
    if (inEvent.actor.kind !== 'anonymous' || release === null) return sendPage(reply, render());
    const pages = keptPages.get(release) ?? new LRUCache<string, Document>({ max: mostPages });
    keptPages.set(release, pages);
    const key = [name, String(event.version), frame.language, frame.asked ?? ''].join(' ');
    const page = pages.get(key) ?? createDocument(render(), 'text/html; charset=utf-8');
    pages.set(key, page);
    return sendKeptPage(request, reply, page);
  }
}
