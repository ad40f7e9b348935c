import { changed, sqlVerb, unchanged } from '@plenary/audit';
import { eventTopic } from '@plenary/event';
import {
  Refusal,
  badInput,
  createCtx,
  enterEvent,
  inMemory,
  isId,
  notFound,
  type EventCtx,
  type EventRef,
  type SqlEventCtx,
} from '@plenary/platform';
import { anonymous } from '@plenary/platform/access';
import { atLast } from '@plenary/platform/database';
import { once } from '@plenary/platform/idempotency';
import { TopicCache } from '@plenary/platform/live';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { findOpening, type Opening } from '../data/categories.js';
import { insertRegistration, type Registrant } from '../data/registrations.js';
import { closedBecause, type Category, type ClosedBecause } from '../domain/category.js';
import { registerInput, registerInputWith, type RegisterValues } from '../domain/register-input.js';
import { askForMail } from './ask-for-mail.js';
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

/**
 * Registers somebody: in a category that decides by itself they hold a place at once, if one is free and nobody waits.
 * What became of it is told by mail alone. For an address that is registered already the same is done and said, and the
 * mail tells its owner. A repeat with the same client key does nothing.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND for a category of no or another event; CONFLICT where it takes nobody just now
 */
export async function register(ctx: EventCtx, values: unknown): Promise<boolean> {
  // Before the transaction, which is to be short.
  const { categoryId, formVersion } = wanted.parse(values);
  const desk = await findDesk(ctx, categoryId);
  if (desk === null) return atNoDesk(ctx, values);
  const { opening, form, act } = desk;
  if (form === null || formVersion == null || formVersion === form.version) return act(ctx, values);
  return registering(opening, await askedBy(ctx, form.id, values))(ctx, values);
}

const wanted = z
  .object({ categoryId: z.string(), formVersion: z.int().nullish().catch(null) })
  .catch({ categoryId: '', formVersion: null });

type Register = (ctx: SqlEventCtx, values: unknown) => Promise<boolean>;

/** Where one registers in a category: all that is known before anybody comes. */
interface Desk {
  readonly opening: Opening;
  readonly form: Asked['form'];
  readonly act: Register;
}

/** The desk of a category as strangers find it; it may be two seconds old. Whether it is open is asked of the clock. */
const keptDesks = inMemory(
  (services) =>
    new TopicCache<Desk, [EventRef]>(
      services.live,
      (key) => eventTopic(key.split(' ')[0] ?? ''),
      (key, event) =>
        openDesk(enterEvent(createCtx(services, anonymous, 'kept'), event), key.split(' ')[1] ?? ''),
    ),
);

function findDesk(ctx: EventCtx, categoryId: string): Promise<Desk | null> {
  const { event } = ctx;
  // Strangers come by the thousand in one minute; staff see what they have just changed.
  if (ctx.actor.kind !== 'anonymous' || !isId(categoryId)) return openDesk(ctx, categoryId);
  return keptDesks(ctx.services).get(`${event.slug} ${categoryId}`, event);
}

async function openDesk(ctx: EventCtx, categoryId: string): Promise<Desk | null> {
  const opening = await findOpening(ctx, categoryId);
  if (opening === null) return null;
  const asked = await askedBy(ctx, opening.category.formId, {});
  return { opening, form: asked.form, act: registering(opening, asked) };
}

const atNoDesk: Register = sqlVerb('register', {
  input: registerInput,
  run: () => {
    throw notFound('Category');
  },
});

function registering({ category, event }: Opening, { form, answers, countries }: Asked): Register {
  return sqlVerb('register', {
    input: registerInputWith(answers, countries),
    async run(tx: SqlEventCtx, input) {
      const id = uuid();
      const first = await once(tx, 'register', input.clientKey, input, async () => {
        requireOpen(closedBecause(category, event, tx.services.clock.now()));
        return id;
      });
      if (first !== id) return unchanged(true);
      // All that wait for the quota wait for this: nothing but the commit comes after it.
      atLast(tx, () => put(tx, category, form, id, input));
      askForMail(tx, id, 'RECEIVED');
      return changed({
        audit: {
          subject: { kind: 'Registration', id },
          after: { categoryId: category.id, mode: input.mode },
        },
        topics: [],
        result: true,
      });
    },
  });
}

async function put(
  tx: SqlEventCtx,
  category: Category,
  form: Asked['form'],
  id: string,
  input: RegisterValues,
): Promise<void> {
  const { mode, email, language, answers } = input;
  const state = await insertRegistration(tx, {
    ...{ id, personId: uuid(), categoryId: category.id, mode, address: email, language, form, answers },
    registrant: registrantOf(input),
    isReviewed: category.approval === 'REVIEW',
  });
  if (state === null) throw badInput([{ path: 'mode', message: 'is not offered in this category' }]);
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
