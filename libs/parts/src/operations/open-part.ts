import { findEvent, findPerson, type Event, type PersonRecord } from '@plenary/event';
import { notFound, type EventCtx } from '@plenary/platform';
import { findPhotograph, type Photograph } from '../data/photographs.js';
import { ownPersonId } from './own-person.js';

/** The event and the person as whom the actor acts in it. */
export interface OwnPart {
  readonly event: Event;
  readonly person: PersonRecord;
  readonly photograph: Photograph | null;
}

/** @throws {Refusal} NOT_FOUND without a part in the event */
export async function openPart(ctx: EventCtx): Promise<OwnPart> {
  const id = await ownPersonId(ctx);
  const event = await findEvent(ctx, ctx.event.id);
  if (event === null) throw notFound('Event');
  return { event, person: await findPerson(ctx, id), photograph: await findPhotograph(ctx, id) };
}
