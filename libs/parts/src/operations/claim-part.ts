import { changed, unchanged, verb } from '@plenary/audit';
import { findEvent } from '@plenary/event';
import { findLink } from '@plenary/identity';
import { Refusal, enterEvent, notFound, type Ctx } from '@plenary/platform';
import { requireAccountId } from '@plenary/platform/access';
import { z } from 'zod';
import { claimPerson } from '../data/claims.js';

export const claimPartInput = z
  .object({
    token: z
      .string()
      .meta({ description: "The secret of the link to the part: what stands behind the address's #." }),
  })
  .meta({ description: 'A part to claim for the account that is signed in.' });

/**
 * Binds the person whose part a link opens to the actor's account, which acts as them from now on. The link itself goes
 * on to work. A repeat changes nothing.
 * @returns the event
 * @throws {Refusal} UNAUTHENTICATED for a stranger; NOT_FOUND unless the link works; CONFLICT if another account has
 * claimed the part, or this one another part in the event
 */
export const claimPart = verb('claimPart', {
  input: claimPartInput,
  async run(tx: Ctx, { token }) {
    const accountId = requireAccountId(tx.actor);
    const link = await findLink(tx, token);
    const event = link?.purpose === 'PART' ? await findEvent(tx, link.eventId) : null;
    if (link === null || event === null) throw notFound('Link');
    const { subjectId: id } = link;
    const claimed = await claimPerson(enterEvent(tx, event), id, accountId);
    if (claimed === 'TAKEN')
      throw new Refusal(
        'CONFLICT',
        'This part, or another part in the event, was claimed before. Ask the organisers.',
      );
    if (claimed === 'OWN') return unchanged(event);
    return changed({
      audit: { subject: { kind: 'Person', id }, eventId: event.id },
      topics: [],
      result: event,
    });
  },
});
