import { eventRef, listVisibleEvents } from '@plenary/event';
import { viewer } from '@plenary/identity';
import { listPublishedMinutes } from '@plenary/minutes';
import type { Ctx } from '@plenary/platform';
import { publicRelease } from '@plenary/program';
import type { Routes } from '../api-server.js';
import { renderEventPage } from '../pages/event-page.js';
import { renderIndexPage } from '../pages/index-page.js';
import type { Frame } from '../pages/layout.js';
import { requireVisibleEvent } from './program.js';
import { sendPage } from './send-page.js';

const config = { access: { public: 'Shows each viewer what they may see.' } };

export function addPageRoutes({ server, services, openCtx }: Routes): void {
  const frameOf = async (ctx: Ctx): Promise<Frame> => ({
    viewer: (await viewer(ctx))?.email ?? null,
    demo: services.settings.demo,
    mailbox: services.settings.demo && services.settings.smtpUrl === null,
  });

  server.get<{ Querystring: { language?: string } }>('/', { config }, async (request, reply) => {
    const ctx = await openCtx(request);
    const language = request.query.language ?? null;
    return sendPage(reply, renderIndexPage(await frameOf(ctx), await listVisibleEvents(ctx), language));
  });

  server.get<{ Params: { slug: string }; Querystring: { language?: string } }>(
    '/events/:slug',
    { config },
    async (request, reply) => {
      const ctx = await openCtx(request);
      const event = await requireVisibleEvent(ctx, request.params.slug);
      const release = await publicRelease(services, eventRef(event), null);
      const minutes = await listPublishedMinutes({ ...ctx, event: eventRef(event) });
      const language = request.query.language ?? event.languages[0] ?? 'en';
      return sendPage(reply, renderEventPage(await frameOf(ctx), { event, release, minutes, language }));
    },
  );
}
