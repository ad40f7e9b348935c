import type { IncomingMessage } from 'node:http';
import { authenticate } from '@plenary/identity';
import { Refusal, type Ctx, type Services } from '@plenary/platform';
import { RateLimiter } from '@plenary/platform/http';
import { readSession } from './session-cookie.js';

/** A script that does not notice what it is told is told to wait. */
const wrongTokens = { points: 30, seconds: 60 };

/** @param authorization what stands for the header of that name, on a socket */
type OpenCtx = (
  request: IncomingMessage,
  address: string,
  requestId: string,
  authorization?: string | null,
) => Promise<Ctx>;

/**
 * The context of a request: who sends it. Wrong tokens are counted by address. A token has 256 bits that nobody guesses,
 * so that the right one is let pass from an address where others are wrong.
 */
export function openCtxOf(services: Services): OpenCtx {
  const wrong = new RateLimiter(wrongTokens);
  return async (request, address, requestId, given) => {
    const authorization = given ?? request.headers.authorization;
    const session = readSession(services.settings, request);
    try {
      return await authenticate(services, { session, authorization }, requestId);
    } catch (error) {
      if (error instanceof Refusal && error.code === 'UNAUTHENTICATED') await wrong.take(address);
      throw error;
    }
  };
}
