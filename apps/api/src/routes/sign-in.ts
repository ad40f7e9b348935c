import { isActingSecret, openLink, requestSignInLink, signIn, signOut } from '@plenary/identity';
import { Refusal, hashToken, parse } from '@plenary/platform';
import { AddressLimiter, RateLimiter } from '@plenary/platform/http';
import { renderSignInPage } from '@plenary/site';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { frameOf } from './frame.js';
import type { Routes } from './routes.js';
import { clearLink, namedLink, setLink } from '../link-cookies.js';
import { clearSession, isFromOurPages, setSession } from '../session-cookie.js';
import { sendPage } from './send-page.js';

const config = { access: { public: 'Whoever signs in is a stranger until then.' } };
/** Whole offices sit behind one address; one person needs few. */
const limits = {
  wrongByAddress: { points: 60, seconds: 60 },
  /** Of one link that serves more than once. */
  clicksOfLink: { points: 60, seconds: 60 },
  requestByAddress: { points: 100, seconds: 600 },
  requestByEmail: { points: 5, seconds: 600 },
} as const;
/** Mails are asked for without a secret: what is beyond an address's limit waits, and is work for the worker. */
const requestsBeyond = { perSecond: 10, waiting: 50 } as const;

const signInInput = z.object({ token: z.string().max(200) });
const requestInput = z.object({ email: z.string().max(1_000) });

/** Sign-in by a mailed link, and the opening of others: the secret stands in the fragment, and only a click sends it. */
export function addSignInRoutes({ server, services, secrets, openCtx }: Routes): void {
  const { settings } = services;
  const hasOidc = settings.oidc !== null;
  const wrong = new RateLimiter(limits.wrongByAddress);
  const uses = new RateLimiter(limits.clicksOfLink);
  const requestsByAddress = new AddressLimiter(limits.requestByAddress, requestsBeyond);
  const requestsByEmail = new RateLimiter(limits.requestByEmail);
  const requireOurPage = (request: FastifyRequest): void => {
    if (!isFromOurPages(settings, request))
      throw new Refusal('FORBIDDEN', 'This page may not sign anybody in.');
  };

  const page = (request: FastifyRequest, step: 'ask' | 'sent'): string =>
    renderSignInPage(frameOf(services, request, [], null), step, hasOidc);

  server.get('/sign-in', { config }, async (request, reply) => sendPage(reply, page(request, 'ask')));

  server.post('/sign-in', { config }, async (request, reply) => {
    requireOurPage(request);
    const { token } = parse(signInInput, request.body);
    const ctx = await openCtx(request);
    await secrets.lookUp({ address: request.ip, secret: token, wrong, uses }, async () => {
      if (isActingSecret(token)) setLink(settings, request.raw, reply, await openLink(ctx, token), token);
      else setSession(settings, reply, await signIn(ctx, token));
    });
    return reply.code(204).send();
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
      await requestsByAddress.take(request.ip);
      const { email } = parse(requestInput, request.body);
      // By its hash: the address itself is kept nowhere but in the request.
      await requestsByEmail.take(hashToken(services.keys, email.trim().toLowerCase()));
      await requestSignInLink(await openCtx(request), { email });
      return sendPage(reply, page(request, 'sent'));
    });

    scope.post('/sign-out', { config }, async (request, reply) => {
      requireOurPage(request);
      const link = namedLink(request.raw, null);
      if (link !== null) clearLink(settings, reply, link);
      else {
        await signOut(await openCtx(request));
        clearSession(settings, reply);
      }
      return reply.redirect('/', 303);
    });
    registered();
  });
}
