import { changed, verb } from '@plenary/audit';
import { Refusal, type Ctx } from '@plenary/platform';
import { z } from 'zod';
import { findEventsBySlug, insertEvent } from '../data/events.js';
import { createEventInput, type EventInput, type NewEvent } from '../domain/event-input.js';
import type { Event } from '../domain/event.js';

/**
 * Makes an event, as a draft.
 * @throws {Refusal} BAD_INPUT with the fields at fault; CONFLICT if the slug is taken
 */
export const createEvent = verb('createEvent', { input: createEventInput, run: add });

/** The same for input that is parsed already. */
export const addEvent: (ctx: Ctx, input: EventInput) => Promise<Event> = verb('createEvent', {
  input: z.custom<EventInput>(),
  run: add,
});

async function add(tx: Ctx, input: NewEvent) {
  const [taken] = await findEventsBySlug(tx, [input.slug]);
  if (taken !== undefined) {
    throw new Refusal('CONFLICT', `There is an event "${input.slug}" already.`, {
      facts: { slug: input.slug },
    });
  }
  const event = await insertEvent(tx, input);
  return changed({ audit: { subject: { kind: 'Event', id: event.id } }, topics: [], result: event });
}
