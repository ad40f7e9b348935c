import { listVisibleEvents } from '@plenary/event';
import { viewer } from '@plenary/identity';
import { listPublishedMinutes } from '@plenary/minutes';
import { parse, type Ctx } from '@plenary/platform';
import { languageCode } from '@plenary/platform/texts';
import { releaseFor } from '@plenary/program';
import { renderEventPage, renderIndexPage, type Frame } from '@plenary/site';
import { z } from 'zod';
import type { Routes } from './routes.js';
import { openVisibleEvent } from './program.js';
import { sendPage } from './send-page.js';

const config = { access: { public: 'Shows each viewer what they may see.' } };

/** A page is shown in whatever language it has, so that one that is none is as good as none. */
const query = z.object({ language: languageCode.optional().catch(undefined) });

export function addPageRoutes({ server, services, openCtx }: Routes): void {
  const frameOf = async (ctx: Ctx): Promise<Frame> => ({
    viewer: (await viewer(ctx))?.email ?? null,
    demo: services.settings.demo,
    mailbox: services.settings.demo && services.settings.smtpUrl === null,
  });

  server.get('/', { config }, async (request, reply) => {
    const ctx = await openCtx(request);
    const { language = null } = parse(query, request.query);
    const events = (await listVisibleEvents(ctx)).map(({ event }) => event);
    return sendPage(reply, renderIndexPage(await frameOf(ctx), events, language));
  });

  server.get<{ Params: { slug: string } }>('/events/:slug', { config }, async (request, reply) => {
    const ctx = await openCtx(request);
    const { event, inEvent } = await openVisibleEvent(ctx, request.params.slug);
    const release = await releaseFor(inEvent, null);
    const minutes = await listPublishedMinutes(inEvent);
    const { language = event.languages[0] ?? 'en' } = parse(query, request.query);
    const isStaff = inEvent.viewer.kind === 'STAFF';
    const view = { event, release, minutes, language, isStaff };
    return sendPage(reply, renderEventPage(await frameOf(ctx), view));
  });
}
