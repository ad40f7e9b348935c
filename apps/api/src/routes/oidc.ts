import { OidcProvider, callbackPath, signInByOidc, startAgain } from '@plenary/identity';
import { AddressLimiter } from '@plenary/platform/http';
import type { Routes } from './routes.js';
import { clearPendingSignIn, readPendingSignIn, setPendingSignIn } from '../oidc-cookie.js';
import { setSession } from '../session-cookie.js';

const config = { access: { public: 'Whoever signs in is a stranger until then.' } };

/** Whole offices sit behind one address; each answer to a sign-in that was begun costs the provider some requests. */
const answersByAddress = { points: 60, seconds: 60 } as const;
const answersBeyond = { perSecond: 5, waiting: 20 } as const;

/** Sign-in with an organisation's account. It ends on our own first page, wherever it was begun. */
export function addOidcRoutes({ server, services, openCtx }: Routes): void {
  const { settings } = services;
  if (settings.oidc === null) return;
  const provider = new OidcProvider(services, settings.oidc);
  const answers = new AddressLimiter(answersByAddress, answersBeyond);

  server.get('/sign-in/oidc', { config }, async (_request, reply) => {
    const { url, pending } = await provider.start();
    setPendingSignIn(settings, reply, pending);
    return reply.header('cache-control', 'no-store').redirect(url, 303);
  });

  server.get(callbackPath, { config }, async (request, reply) => {
    const pending = readPendingSignIn(settings, request);
    // It serves once, whatever comes of it.
    clearPendingSignIn(settings, reply);
    if (pending === null) throw startAgain();
    await answers.take(request.ip);
    const [, query = ''] = request.url.split('?', 2);
    const claims = await provider.finish(query, pending);
    setSession(settings, reply, await signInByOidc(await openCtx(request), claims));
    return reply.header('cache-control', 'no-store').redirect('/', 303);
  });
}
