import type { IncomingMessage } from 'node:http';
import { authenticate } from '@plenary/identity';
import type { Ctx, Services } from '@plenary/platform';
import type { OnSocket } from '@plenary/platform/graphql';
import { RateLimiter, type SecretGate } from '@plenary/platform/http';
import { linkOfPage, namedLink, readLink } from './link-cookies.js';
import { readSession } from './session-cookie.js';

/** A script that does not notice what it is told is told to wait. */
const wrongTokens = { points: 30, seconds: 60 };

type OpenCtx = (
  request: IncomingMessage,
  address: string,
  requestId: string,
  onSocket?: OnSocket,
) => Promise<Ctx>;

/**
 * The context of a request: who sends it, by their account, or by the link that it names or its page acts by. Wrong tokens
 * are counted by address.
 */
export function openCtxOf(services: Services, secrets: SecretGate): OpenCtx {
  const wrong = new RateLimiter(wrongTokens);
  return async (request, address, requestId, onSocket) => {
    const { settings } = services;
    const authorization = onSocket?.authorization ?? request.headers.authorization;
    const session = readSession(settings, request);
    const named = namedLink(request, onSocket?.link ?? null);
    const chosen = named ?? linkOfPage(request);
    const link =
      chosen === null
        ? null
        : {
            purpose: chosen.purpose,
            secret: readLink(settings, request, chosen),
            orAccount: named === null,
          };
    const find = (): Promise<Ctx> =>
      authenticate(services, { session, authorization, link, isUse: onSocket?.isUse }, requestId);
    return authorization === undefined
      ? find()
      : secrets.lookUp({ address, secret: authorization, wrong }, find);
  };
}
