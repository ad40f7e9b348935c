import { recordAudit } from '@plenary/audit';
import { findLink } from '@plenary/identity';
import {
  Refusal,
  enterEvent,
  isId,
  notFound,
  parse,
  wantedId,
  type Ctx,
  type EventCtx,
} from '@plenary/platform';
import { requireAccountId } from '@plenary/platform/access';
import { inTransaction } from '@plenary/platform/database';
import { z } from 'zod';
import { findEvent } from '../data/events.js';
import { claimPerson, releasePerson } from '../data/own-person.js';
import type { Event } from '../domain/event.js';

export const claimPartInput = z
  .object({
    token: z
      .string()
      .meta({ description: "The secret of the link to the part: what stands behind the address's #." }),
  })
  .meta({ description: 'A part to claim for the account that is signed in.' });

export const releasePartInput = z
  .object({ personId: wantedId.meta({ description: 'The person.' }) })
  .meta({ description: 'A person whom an account is to act as no more.' });

/**
 * Binds the person whose part a link opens to the actor's account, which acts as them from now on. The link itself goes
 * on to work. A repeat changes nothing.
 * @throws {Refusal} UNAUTHENTICATED for a stranger; NOT_FOUND unless the link works; CONFLICT if another account has
 * claimed the part, or this one another part in the event
 */
export async function claimPart(ctx: Ctx, values: unknown): Promise<Event> {
  const { token } = parse(claimPartInput, values);
  const accountId = requireAccountId(ctx.actor);
  return inTransaction(ctx, async (tx) => {
    const link = await findLink(tx, token);
    const event = link?.purpose === 'PART' ? await findEvent(tx, link.eventId) : null;
    if (link === null || event === null) throw notFound('Link');
    const personId = link.subjectId;
    const inEvent = enterEvent(tx, event);
    const claimed = await claimPerson(inEvent, personId, accountId);
    if (claimed === 'TAKEN')
      throw new Refusal(
        'CONFLICT',
        'This part, or another part in the event, was claimed before. Ask the organisers.',
      );
    if (claimed === 'CLAIMED')
      recordAudit(inEvent, { action: 'claimPart', subject: { kind: 'Person', id: personId } });
    return event;
  });
}

/**
 * Frees a person from the account that acts as them, where it was the wrong one.
 * @throws {Refusal} NOT_FOUND unless the event has the person and an account acts as them
 */
export async function releasePart(ctx: EventCtx, values: unknown): Promise<boolean> {
  const { personId } = parse(releasePartInput, values);
  await inTransaction(ctx, async (tx) => {
    if (!isId(personId) || !(await releasePerson(tx, personId))) throw notFound('Person');
    recordAudit(tx, { action: 'releasePart', subject: { kind: 'Person', id: personId } });
  });
  return true;
}
