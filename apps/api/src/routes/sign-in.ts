import { isActingSecret, openLink, requestSignInLink, signIn, signOut } from '@plenary/identity';
import { Refusal, hashToken, parse } from '@plenary/platform';
import { AddressLimiter, RateLimiter } from '@plenary/platform/http';
import { at, renderLinkPage, renderSignInPage, type SignInStep } from '@plenary/site';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { acceptForms } from './accept-forms.js';
import { frameOf } from './frame.js';
import type { Routes } from './routes.js';
import { clearLink, namedLink, pageOfLink, setLink } from '../link-cookies.js';
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
/** What was pasted into a form: the whole link of a mail, or its secret. */
const pastedInput = z
  .object({ link: z.string().max(2_000) })
  .transform(({ link }) => link.slice(link.indexOf('#') + 1).trim())
  .catch('');
const signOutInput = z.object({ link: z.string().nullish() }).catch({});
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

  const page = (request: FastifyRequest, step: SignInStep): string =>
    renderSignInPage(frameOf(services, request, [], null), step, hasOidc);
  const linkPage = (request: FastifyRequest, isUnknown: boolean): string =>
    renderLinkPage(frameOf(services, request, [], null), isUnknown);

  server.get('/sign-in', { config }, async (request, reply) => sendPage(reply, page(request, 'ask')));
  server.get('/link', { config }, async (request, reply) => sendPage(reply, linkPage(request, false)));

  /** @returns the page that the secret opens */
  async function open(request: FastifyRequest, reply: FastifyReply, secret: string): Promise<string> {
    const ctx = await openCtx(request);
    return secrets.lookUp({ address: request.ip, secret, wrong, uses }, async () => {
      if (isActingSecret(secret)) {
        const link = await openLink(ctx, secret);
        setLink(settings, request.raw, reply, link, secret);
        return pageOfLink(link);
      }
      setSession(settings, reply, await signIn(ctx, secret));
      return '/';
    });
  }

  void server.register((scope, _options, registered) => {
    acceptForms(scope);

    const opening = {
      '/sign-in': (request: FastifyRequest) => page(request, 'unknown'),
      '/link': (request: FastifyRequest) => linkPage(request, true),
    };
    for (const [url, again] of Object.entries(opening))
      scope.post(url, { config }, async (request, reply) => {
        requireOurPage(request);
        // A program sends the secret alone, and wants no page.
        if (request.headers['content-type']?.startsWith('application/json') === true) {
          await open(request, reply, parse(signInInput, request.body).token);
          return reply.code(204).send();
        }
        try {
          const path = await open(request, reply, parse(pastedInput, request.body));
          return await reply.redirect(at(frameOf(services, request, [], null), path), 303);
        } catch (error) {
          if (!(error instanceof Refusal) || error.code !== 'UNAUTHENTICATED') throw error;
          return sendPage(reply.code(401), again(request));
        }
      });

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
      const link = namedLink(request.raw, parse(signOutInput, request.body).link ?? null);
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
