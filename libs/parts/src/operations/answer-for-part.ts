import { releaseTopic } from '@plenary/event';
import type { EventCtx } from '@plenary/platform';
import { publish } from '@plenary/platform/database';
import { editOwnPart, type Edited } from '@plenary/program';
import { ownPersonId } from './own-person.js';

/**
 * Takes on a part that the actor was invited to. The draft and the public's program show it at once.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND unless it is the actor's; STALE_VERSION with what they see of the session
 */
export function confirmAppearance(ctx: EventCtx, values: unknown): Promise<Edited> {
  return answer(ctx, 'confirmAppearance', values);
}

/**
 * Declines a part, also one that was taken on before: it stands in the draft, as a BLOCKER, until staff see to it.
 * @throws {Refusal} as `confirmAppearance`
 */
export function declineAppearance(ctx: EventCtx, values: unknown): Promise<Edited> {
  return answer(ctx, 'declineAppearance', values);
}

async function answer(
  ctx: EventCtx,
  name: 'confirmAppearance' | 'declineAppearance',
  values: unknown,
): Promise<Edited> {
  const edited = await editOwnPart(ctx, name, ownPersonId, values);
  if (edited.number !== null) publish(ctx, releaseTopic(ctx.event.id));
  return edited;
}

/**
 * Sets what the actor agrees to in one of their parts. What is left out stays; null takes an answer back.
 * @throws {Refusal} as `confirmAppearance`
 */
export function setConsent(ctx: EventCtx, values: unknown): Promise<Edited> {
  return editOwnPart(ctx, 'setConsent', ownPersonId, values);
}

/**
 * Sets when the actor can be used in the event; no windows for all of it.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND without a part in the event; STALE_VERSION with the windows as they stand
 */
export function setOwnAvailability(ctx: EventCtx, values: unknown): Promise<Edited> {
  return editOwnPart(ctx, 'setOwnAvailability', ownPersonId, values);
}
