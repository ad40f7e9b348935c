import { changed, unchanged, verb } from '@plenary/audit';
import { isId, notFound, type Ctx, wantedId } from '@plenary/platform';
import { accountTopic, requireAccountId } from '@plenary/platform/access';
import { publish } from '@plenary/platform/database';
import { z } from 'zod';
import { endSessions } from '../data/account-sessions.js';

/** Ends the session of this browser. Without one it does nothing. */
export async function signOut(ctx: Ctx): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'account' || actor.credential.kind !== 'session') return;
  await endSessions(ctx, { accountId: actor.accountId, id: actor.credential.id });
  publish(ctx, accountTopic(actor.accountId));
}

export const endAccountSessionInput = z
  .object({ sessionId: wantedId.meta({ description: 'A session of the account.' }) })
  .meta({ description: 'Which session to end.' });

/**
 * Ends one session of the actor's account.
 * @throws {Refusal} NOT_FOUND unless the account has it and it still goes on
 */
export const endAccountSession = verb('endAccountSession', {
  input: endAccountSessionInput,
  async run(tx: Ctx, { sessionId: id }) {
    const accountId = requireAccountId(tx.actor);
    if (!isId(id) || (await endSessions(tx, { accountId, id })) === 0) throw notFound('Session');
    return changed({
      audit: { subject: { kind: 'AccountSession', id } },
      topics: [accountTopic(accountId)],
      result: true,
    });
  },
});

/** Ends every session of the account, this one too. Its API tokens stay. */
export const signOutEverywhere = verb('signOutEverywhere', {
  input: z.object({}),
  async run(tx: Ctx) {
    const id = requireAccountId(tx.actor);
    if ((await endSessions(tx, { accountId: id })) === 0) return unchanged(true);
    return changed({ audit: { subject: { kind: 'Account', id } }, topics: [accountTopic(id)], result: true });
  },
});
