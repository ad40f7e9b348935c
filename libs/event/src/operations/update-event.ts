import { changed, unchanged, verb } from '@plenary/audit';
import { holds, notFound, parse, staleVersion, type EventCtx } from '@plenary/platform';
import { changeEvent, findEvent, touchDraft } from '../data/events.js';
import { updateEventInput } from '../domain/event-input.js';
import type { Event } from '../domain/event.js';
import { eventTopic } from './find-event.js';

/**
 * Changes the facts of an event. What is left out stays; null empties.
 * @throws {Refusal} BAD_INPUT; STALE_VERSION with the event as it stands
 */
export const updateEvent = verb('updateEvent', {
  input: updateEventInput,
  async run(tx: EventCtx, { version, ...input }) {
    const { id } = tx.event;
    const stands = await requireEvent(tx);
    if (stands.version !== version) throw staleVersion('The event', version, { ...stands });
    parse(updateEventInput, { version, startsOn: stands.startsOn, endsOn: stands.endsOn, ...dated(input) });
    if (holds(stands, input)) return unchanged(stands);
    if (!(await changeEvent(tx, id, version, input)))
      throw staleVersion('The event', version, { ...(await requireEvent(tx)) });
    // Its days, zone and languages are what the rules of the program look at.
    await touchDraft(tx);
    return changed({
      audit: { subject: { kind: 'Event', id }, before: { version } },
      topics: [eventTopic(stands.slug)],
      result: await requireEvent(tx),
    });
  },
});

async function requireEvent(tx: EventCtx): Promise<Event> {
  const event = await findEvent(tx, tx.event.id);
  if (event === null) throw notFound('Event');
  return event;
}

/** The days that are given: the other one stays, and they must still be in order. */
function dated({
  startsOn,
  endsOn,
}: {
  readonly startsOn?: string | undefined;
  readonly endsOn?: string | undefined;
}) {
  return { ...(startsOn === undefined ? {} : { startsOn }), ...(endsOn === undefined ? {} : { endsOn }) };
}
