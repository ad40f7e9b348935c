import { changed, unchanged, verb } from '@plenary/audit';
import {
  changePerson,
  findPerson,
  topicsOfPerson,
  type PersonRecord,
  type PersonValues,
} from '@plenary/event';
import { holds, staleVersion, type EventCtx } from '@plenary/platform';
import { claimUpload, dropUpload } from '@plenary/platform/storage';
import { deletePhotograph, findPhotograph, savePhotograph } from '../data/photographs.js';
import { setPhotographInput, updateProfileInput } from '../domain/profile-input.js';
import { ownPersonId } from './own-person.js';

/**
 * Changes what the actor says of themselves. What is left out stays; null empties.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND without a part in the event; STALE_VERSION with the profile as it stands
 */
export const updateProfile = verb('updateProfile', {
  input: updateProfileInput,
  async run(tx: EventCtx, { version, ...input }) {
    const self = await findSelf(tx, version);
    return holds(self, input) ? unchanged(null) : changeSelf(tx, self, input);
  },
});

/**
 * Sets the picture of the actor, from an upload, or takes it away.
 * @throws {Refusal} as `updateProfile`; NOT_FOUND for an upload that is not theirs, of another purpose, used or too old
 */
export const setPhotograph = verb('setPhotograph', {
  input: setPhotographInput,
  async run(tx: EventCtx, { version, uploadId }) {
    const self = await findSelf(tx, version);
    const before = await findPhotograph(tx, self.id);
    if (uploadId === null && before === null) return unchanged(null);
    if (uploadId === null) await deletePhotograph(tx, self.id);
    else await savePhotograph(tx, self.id, await claimUpload(tx, uploadId, 'photograph'));
    if (before !== null) await dropUpload(tx, before.storageKey);
    return changeSelf(tx, self, {});
  },
});

async function findSelf(tx: EventCtx, version: number): Promise<PersonRecord> {
  const self = await findPerson(tx, await ownPersonId(tx));
  if (self.version !== version) throw staleProfile(version, self);
  return self;
}

async function changeSelf(tx: EventCtx, { id, version }: PersonRecord, values: PersonValues) {
  if (!(await changePerson(tx, id, version, values))) throw staleProfile(version, await findPerson(tx, id));
  return changed({
    audit: { subject: { kind: 'Person', id }, before: { version } },
    topics: await topicsOfPerson(tx, id),
    result: null,
  });
}

function staleProfile(seen: number, { title, biography, needs, mayPublish, version }: PersonRecord) {
  return staleVersion('Your profile', seen, { title, biography, needs, mayPublish, version });
}
