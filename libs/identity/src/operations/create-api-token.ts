import { Refusal, badInput, hashToken, newToken, notFound, parse, type Ctx } from '@plenary/platform';
import { recordAudit } from '@plenary/audit';
import { tokenScopes } from '@plenary/platform/access';
import { inTransaction } from '@plenary/platform/database';
import { plainText } from '@plenary/platform/texts';
import { z } from 'zod';
import { countLiveTokens, createToken, type ApiToken } from '../data/api-tokens.js';
import { findOwnEvent } from '../data/role-grants.js';
import { tokenPrefix } from '../domain/bearer.js';
import { after, lifetimes } from '../domain/lifetimes.js';

/** More than anybody tells apart; counted without a lock, for it need not be exact. */
const mostLive = 50;

const whenAllowed = 'must be within a year from now';

const input = z.object({
  name: plainText(80),
  scopes: z.array(z.enum(tokenScopes)).min(1, 'must name at least one'),
  event: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'must be the slug of an event')
    .nullish(),
  expiresAt: z.date(whenAllowed),
});

/**
 * Makes an API token of the account. What it may do is decided at each use: what its scopes name and the roles of its
 * account give by then.
 * @returns the token, and its secret: it is kept nowhere
 * @throws {Refusal} BAD_INPUT; NOT_FOUND for an event in which the account has no role; CONFLICT for too many tokens
 */
export async function createApiToken(
  ctx: Ctx,
  accountId: string,
  values: Readonly<Record<string, unknown>>,
): Promise<{ readonly token: ApiToken; readonly secret: string }> {
  const { name, scopes, event, expiresAt } = parse(input, values);
  const now = ctx.services.clock.now();
  if (expiresAt <= now || expiresAt > after(now, lifetimes.apiToken))
    throw badInput([{ path: 'expiresAt', message: whenAllowed }]);
  const secret = `${tokenPrefix}${newToken()}`;
  const tokenHash = hashToken(ctx.services.keys, secret);
  return inTransaction(ctx, async (tx) => {
    const eventId = event == null ? null : await findOwnEvent(tx, accountId, event);
    if (event != null && eventId === null) throw notFound('Event');
    if ((await countLiveTokens(tx, accountId)) >= mostLive)
      throw new Refusal('CONFLICT', `An account has at most ${String(mostLive)} tokens. Revoke some.`);
    const unique = [...new Set(scopes)];
    const token = await createToken(tx, { accountId, eventId, name, scopes: unique, tokenHash, expiresAt });
    recordAudit(tx, {
      action: 'createApiToken',
      subject: { kind: 'ApiToken', id: token.id },
      after: { accountId, eventId, scopes: unique, expiresAt: expiresAt.toISOString() },
    });
    return { token, secret };
  });
}
