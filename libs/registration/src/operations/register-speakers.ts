import { changed, unchanged, verb, type Outcome } from '@plenary/audit';
import { findOwnPersonId, findPerson, listPeopleOfDraft } from '@plenary/event';
import { Refusal, badInput, notFound, type EventCtx } from '@plenary/platform';
import { tellWebhooks } from '@plenary/webhooks';
import { lockQuotas } from '../data/categories.js';
import { insertKnown } from '../data/known-registrants.js';
import { findOfPeople, findRegistrations } from '../data/registrations.js';
import { closedBecause, hasFreePlace, type AttendanceMode } from '../domain/category.js';
import { registerOwnPartInput, registerSpeakersInput } from '../domain/register-input.js';
import type { Registration } from '../domain/registration.js';
import { askForMail } from './ask-for-mail.js';
import { requireOpening } from './find-opening.js';
import { requireOpen } from './register.js';

interface Wanted {
  readonly categoryId: string;
  readonly mode: AttendanceMode;
}

/**
 * Registers people who have a part in the program, in one step: what is known of them is not asked again. They are told,
 * with their ticket. Who is registered already stays as they are.
 * @returns their registrations
 * @throws {Refusal} BAD_INPUT for a person without a part; NOT_FOUND; CONFLICT for one whose address has a registration
 */
export const registerSpeakers = verb('registerSpeakers', {
  input: registerSpeakersInput,
  async run(tx: EventCtx, { personIds, ...wanted }): Promise<Outcome<Registration[]>> {
    const withPart = new Set((await listPeopleOfDraft(tx)).map(({ id }) => id));
    const problems = personIds.flatMap((id, index) =>
      withPart.has(id) ? [] : { path: `personIds[${String(index)}]`, message: 'has no part in the program' },
    );
    if (problems.length > 0) throw badInput(problems);
    return registerKnown(tx, personIds, wanted);
  },
});

/**
 * Registers the actor, who has a part in the program. A repeat changes nothing.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND without a part; CONFLICT where the category takes nobody just now, or the address
 * has a registration
 */
export const registerOwnPart = verb('registerOwnPart', {
  input: registerOwnPartInput,
  async run(tx: EventCtx, wanted): Promise<Outcome<Registration[]>> {
    const personId = await findOwnPersonId(tx);
    if (personId === null) throw notFound('Event');
    const { category, event } = await requireOpening(tx, wanted.categoryId);
    // Who has a part is invited.
    requireOpen(closedBecause({ ...category, byInvitation: false }, event, tx.services.clock.now()));
    return registerKnown(tx, [personId], wanted);
  },
});

async function registerKnown(
  tx: EventCtx,
  personIds: readonly string[],
  { categoryId, mode }: Wanted,
): Promise<Outcome<Registration[]>> {
  await requireOpening(tx, categoryId);
  const registered = new Set((await findOfPeople(tx, personIds)).map(({ personId }) => personId));
  const made: string[] = [];
  for (const personId of personIds.filter((id) => !registered.has(id))) {
    const [quota] = await lockQuotas(tx, [{ categoryId, mode }]);
    if (quota === undefined) throw new Refusal('CONFLICT', 'This category can not be attended so.');
    const { email: address, language } = await findPerson(tx, personId);
    const state = hasFreePlace(quota) ? 'CONFIRMED' : 'WAITLISTED';
    const known = {
      personId,
      categoryId,
      mode,
      address,
      language: language ?? tx.event.languages[0] ?? 'en',
    };
    const registrationId = await insertKnown(tx, known, state);
    askForMail(tx, registrationId, state);
    await tellWebhooks(tx, `REGISTRATION_${state}`, { registrationId });
    made.push(registrationId);
  }
  const result = await findOfPeople(tx, personIds);
  if (made.length === 0) return unchanged(result);
  return changed({
    audit: (await findRegistrations(tx, made)).map(({ id, state }) => ({
      subject: { kind: 'Registration', id },
      after: { state, categoryId },
    })),
    topics: [],
    result,
  });
}
