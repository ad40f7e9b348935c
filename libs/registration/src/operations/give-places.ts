import { recordAudit } from '@plenary/audit';
import type { EventCtx } from '@plenary/platform';
import { findOpening, lockQuotas, type HeldQuota } from '../data/categories.js';
import { headOfLine, type RegistrationMove } from '../data/registrations.js';
import { offerEnd, offersPaused } from '../domain/category.js';
import type { RegistrationMail } from '../domain/jobs.js';
import type { Registration } from '../domain/registration.js';
import { askForMail } from './ask-for-mail.js';
import { moveAndTell } from './tell-of-registration.js';

/** Of a quota at once; the clock comes back for more. */
const mostAtOnce = 500;

type Place = Pick<HeldQuota, 'categoryId' | 'mode'>;

/**
 * Gives the free places of a quota, whose lock this takes or has, to those who wait first: offered, or taken at once
 * where the category says so. Where offers don't run, nothing is given.
 * @returns how many were given
 */
export async function giveFreePlaces(tx: EventCtx, place: Place): Promise<number> {
  const [quota] = await lockQuotas(tx, [place]);
  if (quota === undefined || quota.waiting === 0) return 0;
  const opening = await findOpening(tx, place.categoryId);
  if (opening === null) return 0;
  const now = tx.services.clock.now();
  if (offersPaused(opening.category, opening.event, now) !== null) return 0;
  const free = quota.places === null ? mostAtOnce : Math.min(quota.places - quota.held, mostAtOnce);
  const given = free <= 0 ? [] : await headOfLine(tx, place, free);
  for (const registration of given) {
    const isTaken = opening.category.autoAccept;
    await moveAndMail(
      tx,
      registration,
      isTaken ? { to: 'CONFIRMED' } : { to: 'OFFERED', offeredUntil: offerEnd(opening.event, now) },
      isTaken ? 'CONFIRMED' : 'OFFERED',
      'givePlace',
    );
  }
  return given.length;
}

/** Moves a registration whose quota is held, tells its owner, and records it. */
export async function moveAndMail(
  tx: EventCtx,
  registration: Registration,
  change: RegistrationMove,
  mail: RegistrationMail,
  action: string,
): Promise<boolean> {
  const { id, state } = registration;
  if (!(await moveAndTell(tx, registration, change))) return false;
  askForMail(tx, id, mail);
  recordAudit(tx, {
    action,
    subject: { kind: 'Registration', id },
    before: { state },
    after: { state: change.to },
  });
  return true;
}
