import { exportEvent } from '@plenary/nouns/files';
import type { Routes } from './routes.js';
import { findEventRef, openAnyEvent } from './program.js';

const config = { access: { allow: 'event.export', locate: findEventRef } } as const;

/** The event as the file that `plenary import-event` takes, recorded for the addresses that it holds. */
export function addExportRoute({ server, openCtx }: Routes): void {
  server.get<{ Params: { slug: string } }>(
    '/events/:slug/export.json',
    { config },
    async (request, reply) => {
      const { slug } = request.params;
      const ctx = await openAnyEvent(await openCtx(request), slug);
      return reply
        .type('application/json')
        .header('content-disposition', `attachment; filename="${slug}.json"`)
        .send(await exportEvent(ctx));
    },
  );
}
