import { changed, verb } from '@plenary/audit';
import { Refusal, type Ctx } from '@plenary/platform';
import { accountTopic } from '@plenary/platform/access';
import { z } from 'zod';
import { confirmSession } from '../data/account-sessions.js';

/**
 * The second click that stands for a sign-in by OIDC in the demo, for some minutes.
 * @throws {Refusal} FORBIDDEN outside of the demo, and for a token
 */
export const confirmIdentity = verb('confirmIdentity', {
  input: z.object({}),
  async run(tx: Ctx) {
    const { actor, services } = tx;
    if (!services.settings.demo)
      throw new Refusal('FORBIDDEN', 'A click is enough in the demonstration only.');
    if (actor.kind !== 'account' || actor.credential.kind !== 'session')
      throw new Refusal('FORBIDDEN', 'Only a person in a browser can confirm who they are.');
    const { id } = actor.credential;
    await confirmSession(tx, id);
    return changed({
      audit: { subject: { kind: 'AccountSession', id } },
      topics: [accountTopic(actor.accountId)],
      result: true,
    });
  },
});
