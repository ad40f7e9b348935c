import type { SqlEventCtx } from '@plenary/platform';
import { askForWork } from '@plenary/platform/queue';
import { mailRegistration, type RegistrationMail } from '../domain/jobs.js';

/** Lets the owner of a registration be told, once this is committed. */
export function askForMail(tx: SqlEventCtx, registrationId: string, mail: RegistrationMail): void {
  const eventId = tx.event.id;
  askForWork(tx, mailRegistration, { eventId, registrationId, mail }, eventId);
}
