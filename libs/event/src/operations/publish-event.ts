import { notFound, type EventCtx } from '@plenary/platform';
import { recordAudit } from '@plenary/audit';
import { publish } from '@plenary/platform/database';
import { findEvent, moveEvent } from '../data/events.js';
import { eventTopic } from './find-event.js';

/**
 * Shows the event to the public, with its first release. A published event stays as it is.
 * @throws {Refusal} CONFLICT if it is closed or cancelled
 */
export async function publishEvent(tx: EventCtx): Promise<void> {
  const event = await findEvent(tx, tx.event.id);
  if (event === null) throw notFound('Event');
  if (event.state === 'PUBLISHED') return;
  await moveEvent(tx, event, 'PUBLISHED');
  publish(tx, eventTopic(event.slug));
  recordAudit(tx, {
    action: 'publishEvent',
    subject: { kind: 'Event', id: event.id },
    before: { state: event.state },
    after: { state: 'PUBLISHED' },
  });
}
