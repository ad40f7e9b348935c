import { recordAudit } from '@plenary/audit';
import { eventAsFile, peopleAsFile } from '@plenary/event';
import type { EventCtx } from '@plenary/platform';
import { inTransaction, ofOneMoment } from '@plenary/platform/database';
import { programAsFile } from '@plenary/program';
import { registrationsAsFile } from '@plenary/registration';
import type { EventFile } from './event-file.js';

/**
 * The event as a file: its facts, people, program and registrations, as `import-event` takes them. Questions are not in
 * it: their askers may have asked not to be named. It is all of one moment, and recorded, for it holds addresses.
 */
export async function exportEvent(ctx: EventCtx): Promise<EventFile> {
  return inTransaction(ctx, async (tx) => {
    await ofOneMoment(tx);
    const file: EventFile = {
      format: 'plenary-event/1',
      event: await eventAsFile(tx),
      people: await peopleAsFile(tx),
      ...(await programAsFile(tx)),
      ...(await registrationsAsFile(tx)),
    };
    recordAudit(tx, {
      action: 'exportEvent',
      subject: { kind: 'Event', id: tx.event.id },
      after: { people: file.people?.length, registrations: file.registrations?.length },
    });
    return file;
  });
}
