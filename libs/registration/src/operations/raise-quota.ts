import { changed, verb } from '@plenary/audit';
import { Refusal, badInput, notFound, type EventCtx } from '@plenary/platform';
import { nameOf } from '@plenary/platform/access';
import { lockQuotas, raise } from '../data/categories.js';
import { findRegistration } from '../data/registrations.js';
import { raiseQuotaInput } from '../domain/register-input.js';
import { requireOpening } from './find-opening.js';
import { giveFreePlaces, moveAndMail } from './give-places.js';

/**
 * Gives a quota more places, with a reason that is kept: the only way to exceed it. Who is named gets one of them in the
 * same step; the others go to who waits first.
 * @returns the category as it stands
 * @throws {Refusal} BAD_INPUT, also for fewer places than there are; NOT_FOUND; CONFLICT for a registration that waits in
 * another line, or not at all
 */
export const raiseQuota = verb('raiseQuota', {
  input: raiseQuotaInput,
  async run(tx: EventCtx, { categoryId, mode, places, reason, registrationId }) {
    await requireOpening(tx, categoryId);
    const [quota] = await lockQuotas(tx, [{ categoryId, mode }]);
    if (quota === undefined) throw notFound('Category');
    if (quota.places === null || (places !== null && places <= quota.places))
      throw badInput([
        { path: 'places', message: `must be more than ${String(quota.places ?? 'no limit')}` },
      ]);
    await raise(tx, quota, places, { reason, ...nameOf(tx.actor) });
    if (registrationId != null) await give(tx, registrationId, { categoryId, mode });
    await giveFreePlaces(tx, quota);
    return changed({
      audit: {
        subject: { kind: 'RegistrationCategory', id: categoryId },
        before: { mode, places: quota.places },
        after: { mode, places },
      },
      topics: [],
      result: (await requireOpening(tx, categoryId)).category,
    });
  },
});

async function give(
  tx: EventCtx,
  id: string,
  place: { readonly categoryId: string; readonly mode: string },
): Promise<void> {
  const registration = await findRegistration(tx, id);
  if (registration === null) throw notFound('Registration');
  const { state, categoryId, mode } = registration;
  const isInLine = categoryId === place.categoryId && mode === place.mode;
  if (!isInLine || (state !== 'WAITLISTED' && state !== 'SUBMITTED'))
    throw new Refusal('CONFLICT', 'It waits for no place of this quota.', { facts: { state } });
  await moveAndMail(tx, registration, { to: 'CONFIRMED' }, 'CONFIRMED', 'raiseQuota');
}
