import { findUnsubscribing, unsubscribe, type Event } from '@plenary/event';
import { parse } from '@plenary/platform';
import { localText } from '@plenary/platform/texts';
import { renderUnsubscribePage } from '@plenary/site';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { frameOf } from './frame.js';
import type { Routes } from './routes.js';
import { sendPage } from './send-page.js';

const config = {
  access: { public: 'The link of a mail is all that its reader has, and names them nowhere.' },
};

const query = z.object({ token: z.string().default('') });

/**
 * The way out of mail that is not essential: a page with a button, and what the button or a mail program posts to (RFC
 * 8058). Opening the page changes nothing, for mail scanners open every link.
 */
export function addUnsubscribeRoute({ server, services, openCtx }: Routes): void {
  const send = (request: FastifyRequest, reply: FastifyReply, step: 'ask' | 'done', event: Event) => {
    const frame = frameOf(services, request, event.languages, null);
    const { text } = localText(event.title, frame.language, event.languages);
    return sendPage(reply, renderUnsubscribePage(frame, step, text, request.url));
  };
  void server.register((scope, _options, registered) => {
    // The token is in the address; what is posted says no more, in whatever form.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 10_000 }, (_request, _body, done) => {
      done(null);
    });
    scope.get('/unsubscribe', { config }, async (request, reply) => {
      const { token } = parse(query, request.query);
      return send(request, reply, 'ask', await findUnsubscribing(await openCtx(request), token));
    });
    scope.post('/unsubscribe', { config }, async (request, reply) => {
      const { token } = parse(query, request.query);
      return send(request, reply, 'done', await unsubscribe(await openCtx(request), token));
    });
    registered();
  });
}
