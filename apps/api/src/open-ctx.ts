import type { IncomingMessage } from 'node:http';
import { authenticate } from '@plenary/identity';
import { Refusal, type Ctx, type Services } from '@plenary/platform';
import type { OnSocket } from '@plenary/platform/graphql';
import { RateLimiter } from '@plenary/platform/http';
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
 * The context of a request: who sends it, by their account, or by the link that it names or its page acts by. Wrong tokens are counted by address. A token has 256 bits that nobody guesses,
 * so that the right one is let pass from an address where others are wrong.
 */
export function openCtxOf(services: Services): OpenCtx {
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
    try {
      return await authenticate(
        services,
        { session, authorization, link, isUse: onSocket?.isUse },
        requestId,
      );
    } catch (error) {
      if (error instanceof Refusal && error.code === 'UNAUTHENTICATED') await wrong.take(address);
      throw error;
    }
  };
}
