import { Refusal, createCtx, hashToken, type Ctx, type Services } from '@plenary/platform';
import { anonymous, type Actor, type LinkPurpose } from '@plenary/platform/access';
import { findSessionActor } from '../data/account-sessions.js';
import { findTokenActor } from '../data/api-tokens.js';
import { readBearer } from '../domain/bearer.js';
import { isActingSecret } from '../domain/link-secret.js';
import { findLink } from './find-link.js';

interface ChosenLink {
  readonly purpose: LinkPurpose;
  /** From the link's cookie. */
  readonly secret: string | undefined;
  /** Whether the account acts where there is no such link that still works. */
  readonly orAccount: boolean;
}

/** What a request brings to say who sends it. */
interface Presented {
  /** From the cookie of sign-in: the secret of a session or, where it was set before links had their own, of a link. */
  readonly session: string | undefined;
  /** The header `Authorization`, or what stands for it on a socket. */
  readonly authorization: string | undefined;
  /** The link that the request asks to act by; none to act by the account. */
  readonly link?: ChosenLink | null;
  /** False where nobody does anything just now: a session that is only open somewhere ends as one that nobody uses. */
  readonly isUse?: boolean | undefined;
}

/**
 * The context of a request. Where it names a token, that alone counts, and it must be a live one: a script is to learn
 * that its token is over. A browser keeps its cookies for longer than what they hold lives, so that one which is over
 * makes a stranger.
 * @throws {Refusal} UNAUTHENTICATED for an authorization that is no live token
 */
export async function authenticate(
  services: Services,
  presented: Presented,
  requestId: string,
): Promise<Ctx> {
  const ctx = createCtx(services, anonymous, requestId);
  const { authorization, isUse = true } = presented;
  if (authorization === undefined)
    return { ...ctx, actor: (await findBrowserActor(ctx, presented, isUse)) ?? anonymous };
  const token = readBearer(authorization);
  const actor = token === null ? null : await findTokenActor(ctx, hashToken(services.keys, token), isUse);
  if (actor === null)
    throw new Refusal('UNAUTHENTICATED', 'This token is unknown, expired or revoked. Make a new one.');
  return { ...ctx, actor };
}

async function findBrowserActor(
  ctx: Ctx,
  { session = '', link = null }: Presented,
  isUse: boolean,
): Promise<Actor | null> {
  const secret = link?.secret ?? session;
  if (isActingSecret(secret)) {
    const actor = await findLink(ctx, secret, isUse);
    if (actor !== null && (link === null || actor.purpose === link.purpose)) return actor;
  }
  const isAccounts = link === null || link.orAccount;
  if (!isAccounts || session === '' || isActingSecret(session)) return null;
  return findSessionActor(ctx, hashToken(ctx.services.keys, session), isUse);
}
