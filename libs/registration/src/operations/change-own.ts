import { changed, unchanged, verb, type Outcome } from '@plenary/audit';
import { Refusal, holds, notFound, staleVersion, type EventCtx } from '@plenary/platform';
import { lockQuotas } from '../data/categories.js';
import { changeRegistration, findRegistration, prove, requeue } from '../data/registrations.js';
import { closedBecause, hasFreePlace, type AttendanceMode } from '../domain/category.js';
import {
  changeModeInput,
  confirmAddressInput,
  ownVersionInput,
  updateRegistrationInputWith,
} from '../domain/register-input.js';
import { holdsPlace, isLive, type Registration } from '../domain/registration.js';
import { askForMail } from './ask-for-mail.js';
import { requireOpening } from './find-opening.js';
import { giveFreePlaces } from './give-places.js';
import { ownRegistration } from './own-registration.js';
import { askedBy } from './read-answers.js';
import { requireOpen } from './register.js';
import { moveAndTell } from './tell-of-registration.js';

/**
 * Shows that the owner of the link gets its mail: what holds a place is theirs from now on, and they are told so. A
 * repeat changes nothing.
 * @throws {Refusal} NOT_FOUND without a registration; CONFLICT for one that was cancelled or declined
 */
export const confirmAddress = verb('confirmAddress', {
  input: confirmAddressInput,
  async run(tx: EventCtx) {
    const own = await ownRegistration(tx);
    if (!isLive(own)) throw gone(own);
    if (!(await prove(tx, own.id))) return unchanged(await ownRegistration(tx));
    if (own.state === 'CONFIRMED') askForMail(tx, own.id, 'CONFIRMED');
    return done(tx, own, { proven: true });
  },
});

/**
 * Gives other answers, to the form as it stands.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND; STALE_VERSION; CONFLICT for one that was cancelled or declined
 */
export async function updateRegistration(ctx: EventCtx, values: unknown): Promise<Registration> {
  const { category } = await requireOpening(ctx, (await ownRegistration(ctx)).categoryId);
  const asked = await askedBy(ctx, category.formId, values);
  const act = verb('updateRegistration', {
    input: updateRegistrationInputWith(asked.answers),
    async run(tx: EventCtx, { version, answers }) {
      const own = await seenAt(tx, version);
      if (!isLive(own)) throw gone(own);
      const formVersion = asked.form?.version ?? null;
      if (holds(own, { answers, formVersion })) return unchanged(own);
      const change = { answers: { form: asked.form, given: answers } };
      if (!(await changeRegistration(tx, own, change))) throw await stale(tx, own);
      return done(tx, own, { formVersion });
    },
  });
  return act(ctx, values);
}

/**
 * Takes the place that is offered.
 * @throws {Refusal} NOT_FOUND; STALE_VERSION; CONFLICT where none is offered, or the offer is over
 */
export const acceptOffer = verb('acceptOffer', {
  input: ownVersionInput,
  async run(tx: EventCtx, { version }) {
    const own = await lockedAt(tx, version);
    const now = tx.services.clock.now();
    if (own.state !== 'OFFERED' || own.offeredUntil === null || own.offeredUntil <= now)
      throw new Refusal('CONFLICT', 'No place is offered to you just now.', { facts: { state: own.state } });
    const provenAt = own.provenAt ?? now;
    if (!(await moveAndTell(tx, own, { to: 'CONFIRMED' }, { provenAt }))) throw await stale(tx, own);
    askForMail(tx, own.id, 'CONFIRMED');
    return done(tx, own, { state: 'CONFIRMED' });
  },
});

/**
 * Gives the registration up, or the place that is offered. What it held goes to who waits first.
 * @throws {Refusal} NOT_FOUND; STALE_VERSION; CONFLICT for one that was cancelled or declined before
 */
export const cancelRegistration = verb('cancelRegistration', {
  input: ownVersionInput,
  async run(tx: EventCtx, { version }) {
    const own = await lockedAt(tx, version);
    const change = { to: 'CANCELLED', cause: 'OWNER', reason: null } as const;
    if (!(await moveAndTell(tx, own, change))) throw await stale(tx, own);
    askForMail(tx, own.id, 'CANCELLED');
    if (holdsPlace(own)) await giveFreePlaces(tx, own);
    return done(tx, own, { state: 'CANCELLED' });
  },
});

/**
 * Changes how, or as what, one attends: where it holds a place only for another that is free, in one step, so that it
 * is never without one.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND; STALE_VERSION; CONFLICT where the other side has no free place or takes nobody,
 * where staff decide, or where the registration has no place to change
 */
export const changeMode = verb('changeMode', {
  input: changeModeInput,
  async run(tx: EventCtx, { version, mode, categoryId }) {
    const wanted = { categoryId: categoryId ?? (await ownRegistration(tx)).categoryId, mode };
    const own = await lockedAt(tx, version, wanted);
    if (own.categoryId === wanted.categoryId && own.mode === mode) return unchanged(own);
    return changePlace(tx, own, wanted);
  },
});

async function changePlace(
  tx: EventCtx,
  own: Registration,
  wanted: { readonly categoryId: string; readonly mode: AttendanceMode },
): Promise<Outcome<Registration>> {
  const [from, to] = [await requireOpening(tx, own.categoryId), await requireOpening(tx, wanted.categoryId)];
  if (own.categoryId !== wanted.categoryId || own.state !== 'CONFIRMED')
    requireOpen(closedBecause(to.category, to.event, tx.services.clock.now()));
  if ([from, to].some(({ category }) => category.approval === 'REVIEW') && own.state !== 'SUBMITTED')
    throw new Refusal('CONFLICT', 'Staff decide on this change: please ask them.');
  const quota = to.category.quotas.find((one) => one.mode === wanted.mode);
  if (quota === undefined) throw new Refusal('CONFLICT', 'This category can not be attended so.');
  if (own.state !== 'CONFIRMED' && own.state !== 'WAITLISTED' && own.state !== 'SUBMITTED')
    throw new Refusal('CONFLICT', `The registration is ${own.state}: answer that first.`, {
      facts: { state: own.state },
    });
  const isFree = hasFreePlace(quota);
  if (own.state === 'CONFIRMED' && !isFree)
    throw new Refusal('CONFLICT', 'No place is free there. You keep the one that you have.', {
      facts: { because: 'FULL' },
    });
  if (!(await changeRegistration(tx, own, { quota: wanted }))) throw await stale(tx, own);
  if (own.state === 'WAITLISTED') {
    await requeue(tx, own.id);
    if (isFree) await moveAndTell(tx, { ...own, version: own.version + 1 }, { to: 'CONFIRMED' });
  }
  askForMail(tx, own.id, own.state === 'WAITLISTED' && isFree ? 'CONFIRMED' : 'CHANGED');
  if (holdsPlace(own)) await giveFreePlaces(tx, own);
  return done(tx, own, { ...wanted });
}

/** @throws {Refusal} NOT_FOUND; STALE_VERSION */
async function seenAt(tx: EventCtx, version: number): Promise<Registration> {
  const own = await ownRegistration(tx);
  if (own.version !== version) throw await stale(tx, own, version);
  return own;
}

/** The same, under the lock of its quota and of another: looked at once more after that. */
async function lockedAt(
  tx: EventCtx,
  version: number,
  other?: { readonly categoryId: string; readonly mode: AttendanceMode },
): Promise<Registration> {
  const own = await ownRegistration(tx);
  await lockQuotas(tx, other === undefined ? [own] : [own, other]);
  return seenAt(tx, version);
}

async function stale(tx: EventCtx, { id, version }: Registration, seen = version): Promise<Refusal> {
  const current = await findRegistration(tx, id);
  if (current === null) throw notFound('Event');
  return staleVersion('Your registration', seen, { state: current.state, version: current.version });
}

function gone({ state }: Registration): Refusal {
  return new Refusal('CONFLICT', `The registration is ${state}.`, { facts: { state } });
}

async function done(
  tx: EventCtx,
  { id, state }: Registration,
  after: Readonly<Record<string, unknown>>,
): Promise<Outcome<Registration>> {
  return changed({
    audit: { subject: { kind: 'Registration', id }, before: { state }, after },
    topics: [],
    result: await ownRegistration(tx),
  });
}
