import { ownPersonId, releaseTopic } from '@plenary/event';
import { parse, type EventCtx } from '@plenary/platform';
import { announce } from '@plenary/platform/database';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { edits } from '../domain/edits/index.js';
import { planAnswer, planConsent } from '../domain/edits/part-edits.js';
import { changeDraft, type Edited } from './edit-program.js';
import { withNamed } from './newcomers.js';

/**
 * Takes on a part that the actor was invited to. The draft and the public's program show it at once.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND unless it is the actor's; STALE_VERSION with what they see of the session
 */
export function confirmAppearance(ctx: EventCtx, values: unknown): Promise<Edited> {
  return answer(ctx, 'confirmAppearance', 'CONFIRMED', values);
}

/**
 * Declines a part, also one that was taken on before: it stands in the draft, as a BLOCKER, until staff see to it.
 * @throws {Refusal} as `confirmAppearance`
 */
export function declineAppearance(ctx: EventCtx, values: unknown): Promise<Edited> {
  return answer(ctx, 'declineAppearance', 'DECLINED', values);
}

async function answer(
  ctx: EventCtx,
  operation: string,
  state: 'CONFIRMED' | 'DECLINED',
  values: unknown,
): Promise<Edited> {
  const edited = await changeDraft(ctx, operation, null, async (draft, tx) =>
    planAnswer(draft, await ownPersonId(tx), state, values),
  );
  if (edited.number !== null) announce(ctx, releaseTopic(ctx.event.id));
  return edited;
}

/**
 * Sets what the actor agrees to in one of their parts. What is left out stays; null takes an answer back.
 * @throws {Refusal} as `confirmAppearance`
 */
export function setConsent(ctx: EventCtx, values: unknown): Promise<Edited> {
  return changeDraft(ctx, 'setConsent', null, async (draft, tx) =>
    planConsent(draft, await ownPersonId(tx), values),
  );
}

/**
 * Sets when the actor can be used in the event; no windows for all of it.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND without a part in the event; STALE_VERSION with the windows as they stand
 */
export function setOwnAvailability(ctx: EventCtx, values: unknown): Promise<Edited> {
  return changeDraft(ctx, 'setOwnAvailability', null, async (draft, tx) => {
    const own = { ...parse(z.looseObject({}), values), personId: await ownPersonId(tx) };
    return edits.setAvailability.plan(await withNamed(tx, draft, edits.setAvailability, own), own, uuid);
  });
}
