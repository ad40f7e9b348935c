import { requestSignInLink, signIn, signOut } from '@plenary/identity';
import { Refusal, parse } from '@plenary/platform';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Routes } from '../api-server.js';
import { renderSignInPage } from '../pages/sign-in-page.js';
import { clearSession, isFromOurPages, setSession } from '../session-cookie.js';
import { sendPage } from './send-page.js';

const config = { access: { public: 'Whoever signs in is a stranger until then.' } };
const signInInput = z.object({ token: z.string().max(200) });

/** Sign-in by a mailed link: its secret stands in the fragment, and only a click sends it. */
export function addSignInRoutes({ server, services, openCtx }: Routes): void {
  const { settings } = services;
  const requireOurPage = (request: FastifyRequest): void => {
    if (!isFromOurPages(settings, request))
      throw new Refusal('FORBIDDEN', 'This page may not sign anybody in.');
  };

  server.get('/sign-in', { config }, async (_request, reply) => sendPage(reply, renderSignInPage('ask')));

  server.post('/sign-in', { config }, async (request, reply) => {
    requireOurPage(request);
    const { token } = parse(signInInput, request.body);
    setSession(settings, reply, await signIn(await openCtx(request), token));
    return reply.code(204).header('cache-control', 'no-store').send();
  });

  void server.register((scope, _options, registered) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => {
        done(null, Object.fromEntries(new URLSearchParams(body.toString())));
      },
    );

    scope.post('/sign-in/request', { config }, async (request, reply) => {
      requireOurPage(request);
      await requestSignInLink(await openCtx(request), request.body);
      return sendPage(reply, renderSignInPage('sent'));
    });

    scope.post('/sign-out', { config }, async (request, reply) => {
      requireOurPage(request);
      await signOut(await openCtx(request));
      clearSession(settings, reply);
      return reply.redirect('/', 303);
    });
    registered();
  });
}
