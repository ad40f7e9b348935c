import { hashToken, isId, notFound, type Ctx } from '@plenary/platform';
import { recordAudit } from '@plenary/audit';
import { accountTopic, requireAccountId } from '@plenary/platform/access';
import { announce, inTransaction } from '@plenary/platform/database';
import { revokeToken } from '../data/api-tokens.js';
import { tokenPrefix } from '../domain/bearer.js';

type Which = Parameters<typeof revokeToken>[1];

/**
 * Revokes an API token of the actor's account, and ends what it has open.
 * @throws {Refusal} NOT_FOUND unless the account has it and it still works
 */
export async function revokeApiToken(ctx: Ctx, id: string): Promise<boolean> {
  if (!isId(id)) throw notFound('Token');
  await revoke(ctx, { id, accountId: requireAccountId(ctx.actor) });
  return true;
}

/**
 * Revokes whosever API token, for whoever runs the machine.
 * @param token its id, or its secret, as somebody has found it
 * @throws {Refusal} NOT_FOUND unless there is one that still works
 */
export async function revokeAnyApiToken(ctx: Ctx, token: string): Promise<void> {
  if (token.startsWith(tokenPrefix)) await revoke(ctx, { tokenHash: hashToken(ctx.services.keys, token) });
  else if (isId(token)) await revoke(ctx, { id: token });
  else throw notFound('Token');
}

async function revoke(ctx: Ctx, which: Which): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const revoked = await revokeToken(tx, which);
    if (revoked === null) throw notFound('Token');
    recordAudit(tx, { action: 'revokeApiToken', subject: { kind: 'ApiToken', id: revoked.id } });
    announce(tx, accountTopic(revoked.accountId));
  });
}
