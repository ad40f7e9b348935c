import { changed, sqlVerb, unchanged, type Outcome } from '@plenary/audit';
import { Refusal, badInput, notFound, type EventCtx, type SqlEventCtx } from '@plenary/platform';
import { once } from '@plenary/platform/idempotency';
import { askForWork } from '@plenary/platform/queue';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { findOpening, type Opening } from '../data/categories.js';
import { insertRegistration, type Registrant } from '../data/registrations.js';
import { closedBecause, type ClosedBecause } from '../domain/category.js';
import { mailRegistration } from '../domain/jobs.js';
import type { RegistrationState } from '../domain/lifecycle.js';
import { registerInput, registerInputWith, type RegisterValues } from '../domain/register-input.js';
import { askedBy, type Asked } from './read-answers.js';

const closedWords: Readonly<Record<ClosedBecause, string>> = {
  NOT_YET: 'Registration in this category is not open yet.',
  CLOSED: 'Registration in this category is closed.',
  EVENT_NOT_OPEN: 'The event takes no registrations.',
  INVITATION: 'One registers in this category by invitation alone.',
};

/** @throws {Refusal} CONFLICT where a category takes nobody just now */
export function requireOpen(because: ClosedBecause | null): void {
  if (because !== null) throw new Refusal('CONFLICT', closedWords[because], { facts: { because } });
}

const wanted = z.object({ categoryId: z.string() });

/**
 * Registers somebody: in a category that decides by itself they hold a place at once, if one is free and nobody waits.
 * What became of it is told by mail alone. For an address that is registered already the same is done and said, and the
 * mail tells its owner. A repeat with the same client key does nothing.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND for a category of no or another event; CONFLICT where it takes nobody just now
 */
export async function register(ctx: EventCtx, values: unknown): Promise<boolean> {
  // Before the transaction, which is to be short.
  const { categoryId } = wanted.catch({ categoryId: '' }).parse(values);
  const opening = await findOpening(ctx, categoryId);
  const asked = await askedBy(ctx, opening?.category.formId ?? null, values);
  const act = sqlVerb('register', {
    input: registerInputWith(opening === null ? registerInput.shape.answers : asked.answers),
    async run(tx: SqlEventCtx, input) {
      let made: Made | null = null;
      await once(tx, 'register', input.clientKey, input, async () => {
        made = await put(tx, opening, asked.form, input);
        return made.id;
      });
      return told(tx, made);
    },
  });
  return act(ctx, values);
}

interface Made {
  readonly id: string;
  readonly categoryId: string;
  readonly state: RegistrationState;
}

async function put(
  tx: SqlEventCtx,
  opening: Opening | null,
  form: Asked['form'],
  input: RegisterValues,
): Promise<Made> {
  if (opening === null) throw notFound('Category');
  const { category, event } = opening;
  requireOpen(closedBecause(category, event, tx.services.clock.now()));
  const { mode, email, language, answers } = input;
  const id = uuid();
  const state = await insertRegistration(tx, {
    ...{ id, personId: uuid(), categoryId: category.id, mode, address: email, language, form, answers },
    registrant: registrantOf(input),
    isReviewed: category.approval === 'REVIEW',
  });
  if (state === null) throw badInput([{ path: 'mode', message: 'is not offered in this category' }]);
  return { id, categoryId: category.id, state };
}

/** What is said and recorded of it; nothing of a repeat. */
function told(tx: SqlEventCtx, made: Made | null): Outcome<boolean> {
  if (made === null) return unchanged(true);
  const { id, state, categoryId } = made;
  const mail = state === 'CANCELLED' ? 'AGAIN' : 'RECEIVED';
  askForWork(tx, mailRegistration, { eventId: tx.event.id, registrationId: id, mail }, tx.event.id);
  return changed({
    audit: { subject: { kind: 'Registration', id }, after: { state, categoryId } },
    topics: [],
    result: true,
  });
}

/** Who has one name has it as their family name. */
function registrantOf(input: RegisterValues): Registrant {
  const { familyName, givenName, nameOrder, title, post, organisation, country } = input;
  return {
    familyName: familyName ?? givenName ?? {},
    givenName: familyName == null ? null : (givenName ?? null),
    nameOrder,
    title: title ?? null,
    post: post ?? null,
    organisation: organisation ?? null,
    country: country ?? null,
  };
}
