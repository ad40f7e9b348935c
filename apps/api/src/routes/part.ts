import { randomUUID } from 'node:crypto';
import multipart from '@fastify/multipart';
import { viewer } from '@plenary/identity';
import { readPart, type Part } from '@plenary/parts';
import { Refusal, parse, type ErrorCode, type EventCtx } from '@plenary/platform';
import { placesOfOwnPart } from '@plenary/registration';
import { at, renderPartPage, type Frame, type PartForm, type PartView } from '@plenary/site';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isFromOurPages } from '../session-cookie.js';
import { acceptForms } from './accept-forms.js';
import { frameOf } from './frame.js';
import { readFileForm } from './part-file-form.js';
import { fieldsOf, formName, savePartForm } from './part-forms.js';
import { openAnyEvent } from './program.js';
import type { Routes } from './routes.js';
import { sendPage } from './send-page.js';

const config = { access: { allow: 'part' } } as const;

interface PartRequest {
  Params: { slug: string };
}

/** Biographies of 3,000 characters in several languages, each character of Japanese as nine. */
const mostBytes = 500_000;

const savedQuery = z
  .object({ saved: formName.nullable().catch(null), of: z.string().nullable().catch(null) })
  .partial()
  .catch({});

/** What one can mend oneself, so that the form comes again with what was typed. */
const statuses: Partial<Record<ErrorCode, number>> = {
  BAD_INPUT: 400,
  NOT_FOUND: 404,
  CONFLICT: 409,
  STALE_VERSION: 409,
};

/** The page of a person's part in an event, and what its forms send: all of it to the page's own address. */
export function addPartRoutes({ server, services, openCtx }: Routes): void {
  async function open(
    request: FastifyRequest,
    slug: string,
  ): Promise<{ ctx: EventCtx; part: Part; places: PartView['places']; frame: Frame }> {
    const ctx = await openAnyEvent(await openCtx(request), slug, 'Event');
    const part = await readPart(ctx);
    const account = await viewer(ctx);
    const reader = { email: account?.email ?? null, language: account?.language ?? part.person.language };
    const places = await placesOfOwnPart(ctx);
    return { ctx, part, places, frame: frameOf(services, request, part.event.languages, reader) };
  }

  server.get<PartRequest>('/events/:slug/part', { config }, async (request, reply) => {
    const { part, places, frame } = await open(request, request.params.slug);
    const { saved = null, of = null } = savedQuery.parse(request.query);
    return sendPage(
      reply,
      renderPartPage(frame, {
        part,
        places,
        saved: saved === null ? null : { form: saved, of },
        typed: null,
        clientKey: randomUUID(),
      }),
    );
  });

  void server.register((scope, _options, registered) => {
    void scope.register(multipart);
    acceptForms(scope, mostBytes);
    scope.post<PartRequest>(
      '/events/:slug/part',
      { config, bodyLimit: mostBytes },
      async (request, reply) => {
        if (!isFromOurPages(services.settings, request))
          throw new Refusal('FORBIDDEN', 'This page may not answer for anybody.');
        const { slug } = request.params;
        const { ctx, part, places, frame } = await open(request, slug);
        const { values, refusal } = request.isMultipart()
          ? await readFileForm(ctx, request)
          : { values: parse(z.record(z.string(), z.string()), request.body), refusal: null };
        const form = parse(formName, values['form']);
        const again = (typed: PartView['typed'], shown: Part): FastifyReply =>
          sendPage(
            reply,
            renderPartPage(frame, { part: shown, places, saved: null, typed, clientKey: randomUUID() }),
          );
        try {
          if (refusal !== null) throw refusal;
          const edited = await savePartForm(ctx, part, form, values);
          if (edited !== null) return await again({ form, values: edited, code: null, fields: [] }, part);
          return await reply.redirect(at(frame, savedPath(slug, form, values)), 303);
        } catch (error) {
          const status = error instanceof Refusal ? statuses[error.code] : undefined;
          if (!(error instanceof Refusal) || status === undefined) throw error;
          reply.code(status);
          return again(
            { form, values, code: error.code, fields: refusal === null ? fieldsOf(error, values) : ['file'] },
            await readPart(ctx),
          );
        }
      },
    );
    registered();
  });
}

function savedPath(slug: string, form: PartForm, values: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams({ saved: form });
  const { appearanceId } = values;
  if (appearanceId !== undefined) query.set('of', appearanceId);
  return `/events/${slug}/part?${query.toString()}`;
}
