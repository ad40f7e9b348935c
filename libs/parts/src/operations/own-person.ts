import { findOwnPersonId } from '@plenary/event';
import { notFound, type EventCtx } from '@plenary/platform';

/**
 * The id of the person as whom the actor acts: by the link of their part, or by the account that has claimed it.
 * @throws {Refusal} NOT_FOUND for whoever has no part in the event, in the words for an event that never was
 */
export async function ownPersonId(ctx: EventCtx): Promise<string> {
  const id = await findOwnPersonId(ctx);
  if (id === null) throw notFound('Event');
  return id;
}
