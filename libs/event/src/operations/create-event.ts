import { Refusal, parse, type Ctx } from '@plenary/platform';
import { recordAudit } from '@plenary/audit';
import { inTransaction } from '@plenary/platform/database';
import { findEventsBySlug, insertEvent } from '../data/events.js';
import { eventInput, type EventInput } from '../domain/event-input.js';
import type { Event } from '../domain/event.js';

/**
 * Makes an event, as a draft.
 * @throws {Refusal} BAD_INPUT with the fields at fault; CONFLICT if the slug is taken
 */
export async function createEvent(ctx: Ctx, values: unknown): Promise<Event> {
  return addEvent(ctx, parse(eventInput, values));
}

/** The same for input that is parsed already. */
export async function addEvent(ctx: Ctx, input: EventInput): Promise<Event> {
  return inTransaction(ctx, async (tx) => {
    const [taken] = await findEventsBySlug(tx, [input.slug]);
    if (taken !== undefined) {
      throw new Refusal('CONFLICT', `There is an event "${input.slug}" already.`, {
        facts: { slug: input.slug },
      });
    }
    const event = await insertEvent(tx, input);
    recordAudit(tx, { action: 'createEvent', subject: { kind: 'Event', id: event.id } });
    return event;
  });
}
