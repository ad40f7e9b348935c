import { findPublishedFile } from '@plenary/minutes';
import { notFound } from '@plenary/platform';
import { sendDocument } from '@plenary/platform/http';
import type { Routes } from './routes.js';
import { cacheControlOf, openVisibleEvent, readNumber } from './program.js';

const config = { access: { public: 'Published minutes are public.' } };

/** A withdrawal must be seen everywhere within five minutes (design: Minutes 9). */
const cacheControl = 'public, max-age=300';

/** The record brings its own style, and loads nothing; no script runs, but tools that read robots.txt from the page may. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

export function addMinutesRoutes({ server, openCtx }: Routes): void {
  server.get<{ Params: { slug: string; language: string } }>(
    '/events/:slug/minutes/:language',
    { config },
    async (request, reply) => {
      const ctx = await openCtx(request);
      const { slug, language } = request.params;
      const { event, inEvent } = await openVisibleEvent(ctx, slug);
      const page = await findPublishedFile(inEvent, language, null, 'minutes.html');
      if (page === null) throw notFound('Minutes');
      reply.header('content-security-policy', policy);
      return sendDocument(request, reply, page, cacheControlOf(event, cacheControl));
    },
  );

  server.get<{ Params: { slug: string; language: string; number: string; name: string } }>(
    '/events/:slug/minutes/:language/:number/:name',
    { config },
    async (request, reply) => {
      const ctx = await openCtx(request);
      const { slug, language, number, name } = request.params;
      const { event, inEvent } = await openVisibleEvent(ctx, slug);
      const file = await findPublishedFile(inEvent, language, readNumber('number', number), name);
      if (file === null) throw notFound('File');
      reply.header('content-security-policy', policy);
      return sendDocument(request, reply, file, cacheControlOf(event, cacheControl));
    },
  );
}
