import { recordAudit } from '@plenary/audit';
import { notFound, parse, staleVersion, type EventCtx } from '@plenary/platform';
import { announce, inTransaction } from '@plenary/platform/database';
import { changeEvent, findEvent, touchDraft } from '../data/events.js';
import { updateEventInput } from '../domain/event-input.js';
import type { Event } from '../domain/event.js';
import { eventTopic } from './find-event.js';

/**
 * Changes the facts of an event. What is left out stays; null empties.
 * @throws {Refusal} BAD_INPUT; STALE_VERSION with the event as it stands
 */
export async function updateEvent(ctx: EventCtx, values: unknown): Promise<Event> {
  const { version, ...input } = parse(updateEventInput, values);
  return inTransaction(ctx, async (tx) => {
    const { id } = tx.event;
    const stands = await findEvent(tx, id);
    if (stands === null) throw notFound('Event');
    if (stands.version !== version) throw staleVersion('The event', version, { ...stands });
    parse(updateEventInput, { version, startsOn: stands.startsOn, endsOn: stands.endsOn, ...dated(input) });
    if (!(await changeEvent(tx, id, version, input)))
      throw staleVersion('The event', version, { ...(await findEvent(tx, id)) });
    // Its days, zone and languages are what the rules of the program look at.
    await touchDraft(tx);
    recordAudit(tx, { action: 'updateEvent', subject: { kind: 'Event', id }, before: { version } });
    announce(tx, eventTopic(stands.slug));
    const changed = await findEvent(tx, id);
    if (changed === null) throw notFound('Event');
    return changed;
  });
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
