import { recordAudit } from '@plenary/audit';
import { Refusal, isId, notFound, parse, staleVersion, type EventCtx } from '@plenary/platform';
import { announce, inTransaction } from '@plenary/platform/database';
import { once } from '@plenary/platform/idempotency';
import { touchDraftOf } from '../data/events.js';
import { changePerson, findPersonRecord, insertPerson, type PersonRecord } from '../data/person-records.js';
import { createPersonInput, updatePersonInput } from '../domain/person-edit.js';
import { releaseTopic } from '../domain/topics.js';

/** @throws {Refusal} NOT_FOUND */
export async function findPerson(ctx: EventCtx, id: string): Promise<PersonRecord> {
  const person = isId(id) ? await findPersonRecord(ctx, id) : null;
  if (person === null) throw notFound('Person');
  return person;
}

/**
 * Adds a person to the event. A repeat with the same client key gives the first result.
 * @throws {Refusal} BAD_INPUT; CONFLICT if the key is taken
 */
export async function createPerson(ctx: EventCtx, values: unknown): Promise<PersonRecord> {
  const { clientKey, ...input } = parse(createPersonInput, values);
  return inTransaction(ctx, async (tx) => {
    const id = await once(tx, 'createPerson', clientKey, [tx.event.id, input], async () => {
      const added = await insertPerson(tx, input);
      if (added === null) throw new Refusal('CONFLICT', `There is a person "${input.key}" already.`);
      recordAudit(tx, { action: 'createPerson', subject: { kind: 'Person', id: added } });
      return added;
    });
    return findPerson(tx, id);
  });
}

/**
 * Changes what is known of a person. What is left out stays; null empties.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND; STALE_VERSION with the person as they stand
 */
export async function updatePerson(ctx: EventCtx, values: unknown): Promise<PersonRecord> {
  const { personId, version, ...input } = parse(updatePersonInput, values);
  return inTransaction(ctx, async (tx) => {
    if (!(await changePerson(tx, personId, version, input))) {
      throw staleVersion('The person', version, { ...(await findPerson(tx, personId)) });
    }
    recordAudit(tx, {
      action: 'updatePerson',
      subject: { kind: 'Person', id: personId },
      before: { version },
    });
    await tellOfPerson(tx, personId);
    return findPerson(tx, personId);
  });
}

/**
 * Names and titles stand in the draft, biographies beside the release: what shows them reads again. Neither shows
 * somebody without a part in the program.
 */
export async function tellOfPerson(tx: EventCtx, personId: string): Promise<void> {
  if (await touchDraftOf(tx, personId)) announce(tx, releaseTopic(tx.event.id));
}
