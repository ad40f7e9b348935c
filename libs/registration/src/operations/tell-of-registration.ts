import { findEvent } from '@plenary/event';
import { enterEvent, type Ctx, type EventCtx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { tellWebhooks } from '@plenary/webhooks';
import { findRegistration, moveRegistration, type RegistrationMove } from '../data/registrations.js';
import type { RegistrationState } from '../domain/lifecycle.js';
import type { Registration } from '../domain/registration.js';

/** The same as `moveRegistration`, and tells the webhooks that want to know. */
export async function moveAndTell(
  tx: EventCtx,
  registration: Pick<Registration, 'id' | 'state' | 'version'>,
  change: RegistrationMove,
  also: { readonly provenAt?: Date } = {},
): Promise<boolean> {
  if (!(await moveRegistration(tx, registration, change, also))) return false;
  await tellWebhooks(tx, `REGISTRATION_${change.to}`, { registrationId: registration.id });
  return true;
}

/**
 * Tells the webhooks of somebody who has registered; nothing of an address that was used.
 * @param workId what is told by a second run is told once
 */
export async function tellOfNew(
  ctx: Ctx,
  work: { readonly eventId: string; readonly registrationId: string; readonly state: RegistrationState },
  workId: string,
): Promise<void> {
  const event = await findEvent(ctx, work.eventId);
  if (event === null) return;
  await inTransaction(enterEvent(ctx, event), async (tx) => {
    const registration = await findRegistration(tx, work.registrationId);
    if (registration === null || registration.cause === 'DUPLICATE') return;
    const { id: registrationId, createdAt: happenedAt } = registration;
    await tellWebhooks(tx, `REGISTRATION_${work.state}`, { registrationId }, { workId, happenedAt });
  });
}
