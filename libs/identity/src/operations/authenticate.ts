import { Refusal, createCtx, hashToken, type Ctx, type Services } from '@plenary/platform';
import { anonymous } from '@plenary/platform/access';
import { findSessionActor } from '../data/account-sessions.js';
import { findTokenActor } from '../data/api-tokens.js';
import { findPartActor } from '../data/part-links.js';
import { readBearer } from '../domain/bearer.js';
import { isPartToken } from '../domain/part-token.js';

/** What a request brings to say who sends it. */
interface Presented {
  /** From the cookie: the secret of a session, or of a link to a part. */
  readonly session: string | undefined;
  /** The header `Authorization`, or what stands for it on a socket. */
  readonly authorization: string | undefined;
}

/**
 * The context of a request. Where it names a token, that alone counts, and it must be a live one: a script is to learn
 * that its token is over. A browser keeps its cookie for longer than the session lives, so that one which is over makes
 * a stranger.
 * @throws {Refusal} UNAUTHENTICATED for an authorization that is no live token
 */
export async function authenticate(
  services: Services,
  { session, authorization }: Presented,
  requestId: string,
): Promise<Ctx> {
  const ctx = createCtx(services, anonymous, requestId);
  if (authorization !== undefined) {
    const token = readBearer(authorization);
    const actor = token === null ? null : await findTokenActor(ctx, hashToken(services.keys, token));
    if (actor === null)
      throw new Refusal('UNAUTHENTICATED', 'This token is unknown, expired or revoked. Make a new one.');
    return { ...ctx, actor };
  }
  if (session === undefined || session === '') return ctx;
  const find = isPartToken(session) ? findPartActor : findSessionActor;
  const actor = await find(ctx, hashToken(services.keys, session));
  return { ...ctx, actor: actor ?? anonymous };
}
