import { changed, verb } from '@plenary/audit';
import { Refusal, badInput, notFound, type EventCtx } from '@plenary/platform';
import { lockQuotas } from '../data/categories.js';
import { findRegistrations, type RegistrationMove } from '../data/registrations.js';
import { hasFreePlace } from '../domain/category.js';
import { decideRegistrationsInput } from '../domain/register-input.js';
import { holdsPlace, type Registration } from '../domain/registration.js';
import { askForMail } from './ask-for-mail.js';
import { giveFreePlaces } from './give-places.js';
import { moveAndTell } from './tell-of-registration.js';

/**
 * Decides on registrations, all or none: who is confirmed gets a place where one is free and nobody waits, and else
 * stands in the line. Their owners are told.
 * @throws {Refusal} BAD_INPUT, also without a reason to decline or to cancel; NOT_FOUND for one that is not of the event;
 * CONFLICT for one that can't move so
 */
export const decideRegistrations = verb('decideRegistrations', {
  input: decideRegistrationsInput,
  async run(tx: EventCtx, { registrationIds, decision, reason = null }) {
    if (decision !== 'CONFIRM' && reason === null)
      throw badInput([{ path: 'reason', message: 'must say why, for its owner is told' }]);
    const seen = await findRegistrations(tx, registrationIds);
    if (seen.length < registrationIds.length) throw notFound('Registration');
    await lockQuotas(tx, seen);
    const facts = [];
    const freed: Registration[] = [];
    // Looked at once more: another may have moved them before the locks were had.
    for (const registration of await findRegistrations(tx, registrationIds)) {
      const change = await decisionOn(tx, registration, decision, reason);
      const { id, state } = registration;
      if (holdsPlace(registration) && change.to !== 'CONFIRMED') freed.push(registration);
      if (!(await moveAndTell(tx, registration, change)))
        throw new Refusal('CONFLICT', 'It was changed meanwhile. Please try again.');
      askForMail(tx, id, change.to);
      const subject = { kind: 'Registration', id };
      facts.push({ subject, before: { state }, after: { state: change.to } });
    }
    for (const place of freed) await giveFreePlaces(tx, place);
    return changed({ audit: facts, topics: [], result: await findRegistrations(tx, registrationIds) });
  },
});

type Decided = Exclude<RegistrationMove, { readonly to: 'OFFERED' }>;

async function decisionOn(
  tx: EventCtx,
  registration: Registration,
  decision: 'CONFIRM' | 'DECLINE' | 'CANCEL',
  reason: string | null,
): Promise<Decided> {
  if (decision === 'DECLINE') return { to: 'DECLINED', reason };
  if (decision === 'CANCEL') return { to: 'CANCELLED', cause: 'STAFF', reason };
  // The place that is offered is theirs.
  if (holdsPlace(registration)) return { to: 'CONFIRMED' };
  const [quota] = await lockQuotas(tx, [registration]);
  // Who waits is confirmed by a place that is free for them; they come before nobody.
  if (registration.state === 'WAITLISTED')
    throw new Refusal('CONFLICT', 'Who waits gets a place in turn, or by raising the quota for them.', {
      facts: { state: registration.state },
    });
  return quota !== undefined && hasFreePlace(quota) ? { to: 'CONFIRMED' } : { to: 'WAITLISTED' };
}
