import { listVisibleEvents } from '@plenary/event';
import { createDocument, type Document } from '@plenary/platform/documents';
import { releaseFor, type ShownRelease } from '@plenary/program';
import { pagesOfEvent, renderIndexPage, type Opened } from '@plenary/site';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { frameFor } from './frame.js';
import { openVisibleEvent } from './program.js';
import type { Routes } from './routes.js';
import { sendKeptPage, sendPage } from './send-page.js';

const config = { access: { public: 'Shows each viewer what they may see.' } };

/** Pages of a release that stay in memory, for strangers, who are most when a hall opens them. */
const mostPages = 300;
const keptPages = new WeakMap<ShownRelease, LRUCache<string, Document>>();

export function addPageRoutes({ server, openCtx }: Routes): void {
  server.get('/', { config }, async (request, reply) => {
    const ctx = await openCtx(request);
    const events = (await listVisibleEvents(ctx)).map(({ event }) => event);
    return sendPage(reply, renderIndexPage(await frameFor(ctx, request, []), events));
  });

  for (const { path, open } of pagesOfEvent)
    server.get<{ Params: { slug: string; id?: string } }>(
      `/events/:slug${path}`,
      { config },
      async (request, reply) => {
        const { slug, id = '' } = request.params;
        const opened = await openPage(request, slug, id);
        const { key, render } = await open(opened);
        const isStranger = opened.ctx.actor.kind === 'anonymous';
        if (key === null || !isStranger || opened.release === null) return sendPage(reply, render());
        return sendKeptPage(request, reply, keptPage(opened, opened.release, `${path} ${id} ${key}`, render));
      },
    );

  async function openPage(request: FastifyRequest, slug: string, id: string): Promise<Opened> {
    const { event, inEvent } = await openVisibleEvent(await openCtx(request), slug);
    const frame = await frameFor(inEvent, request, event.languages);
    return { ctx: inEvent, event, release: await releaseFor(inEvent, null), frame, id };
  }
}

function keptPage(
  { event, frame }: Opened,
  release: ShownRelease,
  name: string,
  render: () => string,
): Document {
  const pages = keptPages.get(release) ?? new LRUCache<string, Document>({ max: mostPages });
  keptPages.set(release, pages);
  const key = [name, String(event.version), frame.language, frame.asked ?? ''].join(' ');
  const page = pages.get(key) ?? createDocument(render(), 'text/html; charset=utf-8');
  pages.set(key, page);
  return page;
}
