import { programAsTable, tableForms, tableTypes } from '@plenary/program';
import type { Routes } from './routes.js';
import { findEventRef, openAnyEvent } from './program.js';

const config = { access: { allow: 'event.view', locate: findEventRef } } as const;

/** The draft as a table, and its headings to fill in: what `importProgram` takes. Staff only. */
export function addDraftTableRoutes({ server, openCtx }: Routes): void {
  for (const name of ['draft', 'template'] as const) {
    for (const form of tableForms) {
      server.get<{ Params: { slug: string } }>(
        `/events/:slug/${name}.${form}`,
        { config },
        async (request, reply) => {
          const { slug } = request.params;
          const ctx = await openAnyEvent(await openCtx(request), slug);
          const table = await programAsTable(ctx, form, { template: name === 'template' });
          return reply
            .type(tableTypes[form])
            .header('content-disposition', `attachment; filename="${slug}-${name}.${form}"`)
            .send(table);
        },
      );
    }
  }
}
