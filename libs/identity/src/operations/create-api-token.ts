import { Refusal, badInput, hashToken, newToken, notFound, type Ctx } from '@plenary/platform';
import { changed, verb } from '@plenary/audit';
import { accountTopic, tokenScopeByName } from '@plenary/platform/access';
import { plainText } from '@plenary/platform/texts';
import { z } from 'zod';
import { countLiveTokens, createToken } from '../data/api-tokens.js';
import { findOwnEvent } from '../data/role-grants.js';
import { tokenPrefix } from '../domain/bearer.js';
import { after, lifetimes } from '../domain/lifetimes.js';

/** More than anybody tells apart; counted without a lock, for it need not be exact. */
const mostLive = 50;

const whenAllowed = 'must be within a year from now';

export const createApiTokenInput = z
  .object({
    name: plainText(80).meta({ description: 'What to call it, 1 to 80 characters.' }),
    scopes: z
      .array(z.enum(tokenScopeByName))
      .min(1, 'must name at least one')
      .meta({ description: 'What it may do at most; one or more.' }),
    event: z
      .string()
      .regex(/^[a-z0-9-]+$/, 'must be the slug of an event')
      .nullish()
      .meta({ description: 'The slug of the one event that it is to be for; null for all.' }),
    expiresAt: z
      .date(whenAllowed)
      .meta({ description: 'When it is to end by itself: within a year from now.' }),
  })
  .meta({ description: 'An API token to make.' });

/** With whose it is to be. */
const input = createApiTokenInput.extend({ accountId: z.uuid() });

/**
 * Makes an API token of the account. What it may do is decided at each use: what its scopes name and the roles of its
 * account give by then.
 * @returns the token, and its secret: it is kept nowhere
 * @throws {Refusal} BAD_INPUT; NOT_FOUND for an event in which the account has no role; CONFLICT for too many tokens
 */
export const createApiToken = verb('createApiToken', {
  input,
  async run(tx: Ctx, { accountId, name, scopes, event, expiresAt }) {
    const { clock, keys } = tx.services;
    const now = clock.now();
    if (expiresAt <= now || expiresAt > after(now, lifetimes.apiToken))
      throw badInput([{ path: 'expiresAt', message: whenAllowed }]);
    const secret = `${tokenPrefix}${newToken()}`;
    const tokenHash = hashToken(keys, secret);
    const eventId = event == null ? null : await findOwnEvent(tx, accountId, event);
    if (event != null && eventId === null) throw notFound('Event');
    if ((await countLiveTokens(tx, accountId)) >= mostLive)
      throw new Refusal('CONFLICT', `An account has at most ${String(mostLive)} tokens. Revoke some.`);
    const unique = [...new Set(scopes)];
    const token = await createToken(tx, { accountId, eventId, name, scopes: unique, tokenHash, expiresAt });
    return changed({
      audit: {
        subject: { kind: 'ApiToken', id: token.id },
        after: { accountId, eventId, scopes: unique, expiresAt: expiresAt.toISOString() },
      },
      topics: [accountTopic(accountId)],
      result: { token, secret },
    });
  },
});
