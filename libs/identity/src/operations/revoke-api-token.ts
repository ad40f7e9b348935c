import { changed, verb } from '@plenary/audit';
import { hashToken, isId, notFound, type Ctx, wantedId } from '@plenary/platform';
import { accountTopic, requireAccountId } from '@plenary/platform/access';
import { z } from 'zod';
import { revokeToken } from '../data/api-tokens.js';
import { tokenPrefix } from '../domain/bearer.js';

export const revokeApiTokenInput = z
  .object({ tokenId: wantedId.meta({ description: 'A token of the account.' }) })
  .meta({ description: 'Which API token to revoke.' });

/**
 * Revokes an API token of the actor's account, and ends what it has open.
 * @throws {Refusal} NOT_FOUND unless the account has it and it still works
 */
export const revokeApiToken = verb('revokeApiToken', {
  input: revokeApiTokenInput,
  run: (tx: Ctx, { tokenId: id }) => revoke(tx, { id, accountId: requireAccountId(tx.actor) }),
});

/**
 * Revokes whosever API token, for whoever runs the machine: by its id, or by its secret, as somebody has found it.
 * @throws {Refusal} NOT_FOUND unless there is one that still works
 */
export const revokeAnyApiToken = verb('revokeApiToken', {
  input: z.object({ token: z.string() }),
  run: (tx: Ctx, { token }) =>
    revoke(
      tx,
      token.startsWith(tokenPrefix) ? { tokenHash: hashToken(tx.services.keys, token) } : { id: token },
    ),
});

async function revoke(tx: Ctx, which: Parameters<typeof revokeToken>[1]) {
  const revoked = 'id' in which && !isId(which.id) ? null : await revokeToken(tx, which);
  if (revoked === null) throw notFound('Token');
  return changed({
    audit: { subject: { kind: 'ApiToken', id: revoked.id } },
    topics: [accountTopic(revoked.accountId)],
    result: true,
  });
}
