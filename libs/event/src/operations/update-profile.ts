import { recordAudit } from '@plenary/audit';
import { parse, staleVersion, type EventCtx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { dropUpload, useUpload } from '@plenary/platform/storage';
import { changePerson, type PersonValues } from '../data/person-records.js';
import { deletePhotograph, findPhotograph, savePhotograph } from '../data/photographs.js';
import { setPhotographInput, updateProfileInput } from '../domain/person-edit.js';
import { findPerson, tellOfPerson } from './edit-person.js';
import { ownPersonId } from './own-person.js';

/**
 * Changes what the actor says of themselves. What is left out stays; null empties.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND without a part in the event; STALE_VERSION with the profile as it stands
 */
export async function updateProfile(ctx: EventCtx, values: unknown): Promise<void> {
  const { version, ...input } = parse(updateProfileInput, values);
  await inTransaction(ctx, async (tx) => {
    await changeSelf(tx, 'updateProfile', version, input);
  });
}

/**
 * Sets the picture of the actor, from an upload, or takes it away.
 * @throws {Refusal} as `updateProfile`; NOT_FOUND for an upload that is not theirs, of another purpose, used or too old
 */
export async function setPhotograph(ctx: EventCtx, values: unknown): Promise<void> {
  const { version, uploadId } = parse(setPhotographInput, values);
  await inTransaction(ctx, async (tx) => {
    const personId = await changeSelf(tx, 'setPhotograph', version, {});
    const before = await findPhotograph(tx, personId);
    if (uploadId === null) await deletePhotograph(tx, personId);
    else await savePhotograph(tx, personId, await useUpload(tx, uploadId, 'photograph'));
    if (before !== null) await dropUpload(tx, before.storageKey);
  });
}

async function changeSelf(
  tx: EventCtx,
  action: string,
  version: number,
  values: PersonValues,
): Promise<string> {
  const id = await ownPersonId(tx);
  if (!(await changePerson(tx, id, version, values))) {
    const { title, biography, needs, mayPublish, version: stands } = await findPerson(tx, id);
    throw staleVersion('Your profile', version, { title, biography, needs, mayPublish, version: stands });
  }
  recordAudit(tx, { action, subject: { kind: 'Person', id }, before: { version } });
  await tellOfPerson(tx, id);
  return id;
}
