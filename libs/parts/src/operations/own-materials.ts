import { changed, keyedVerb, unchanged, verb } from '@plenary/audit';
import { Refusal, badInput, clientKey, holds, id, notFound, type EventCtx } from '@plenary/platform';
import { claimUpload, dropUpload } from '@plenary/platform/storage';
import { plainText } from '@plenary/platform/texts';
import { appearsIn } from '@plenary/program';
import { z } from 'zod';
import {
  changeMaterial,
  countMaterials,
  deleteMaterial,
  findMaterial,
  insertMaterial,
  type Material,
} from '../data/materials.js';
import { materialKind } from '../domain/own-part.js';
import { ownPersonId } from './own-person.js';

/** More than anybody shows. */
export const mostMaterials = 50;

const title = plainText(200).meta({ description: 'What it is called, at most 200 characters.' });
const which = { materialId: id.meta({ description: 'The material.' }) };

export const addMaterialInput = z
  .strictObject({
    clientKey,
    sessionId: id.meta({ description: 'The session.' }),
    kind: materialKind.meta({ description: 'What it is.' }),
    title,
    uploadId: id.meta({
      description:
        'An upload of the purpose `material`: a PDF, PPTX, DOCX, JPEG or PNG of at most 50 MB. Office files have no macros, embedded objects or links to other files; pictures are kept without what they tell besides.',
    }),
    mayPublish: z
      .boolean()
      .nullish()
      .meta({ description: 'Whether it may be published; null for no answer yet.' }),
  })
  .meta({ description: 'A file for a session in which one appears.' });

export const updateMaterialInput = z
  .strictObject({
    ...which,
    title: title.optional(),
    mayPublish: z
      .boolean()
      .nullish()
      .meta({ description: 'Whether it may be published; null takes the answer back.' }),
  })
  .meta({ description: 'Other words for a file of one’s own. What is left out stays.' });

export const removeMaterialInput = z
  .strictObject(which)
  .meta({ description: 'A file of one’s own to take away.' });

/**
 * Adds a file of the actor's to a session in which they appear. A repeat with the same client key adds nothing.
 * @throws {Refusal} BAD_INPUT, also for a session in which they do not appear; NOT_FOUND without a part in the event, or
 * for an upload that is not theirs; CONFLICT from 50 materials on
 */
export const addMaterial = keyedVerb('addMaterial', {
  input: addMaterialInput,
  async run(tx: EventCtx, { sessionId, uploadId, kind, title: name, mayPublish = null }) {
    const personId = await ownPersonId(tx);
    if (!(await appearsIn(tx, personId, sessionId)))
      throw badInput([{ path: 'sessionId', message: 'must be a session in which you appear' }]);
    if ((await countMaterials(tx, personId)) >= mostMaterials)
      throw new Refusal('CONFLICT', `A person has at most ${String(mostMaterials)} materials in an event.`);
    const { mediaType, bytes, sha256, storageKey } = await claimUpload(tx, uploadId, 'material');
    const file = { mediaType, bytes, sha256, storageKey };
    const added = await insertMaterial(tx, { sessionId, personId, kind, title: name, mayPublish, ...file });
    return changed({
      audit: { subject: { kind: 'Material', id: added }, after: { sessionId, sha256, mayPublish } },
      topics: [],
      result: added,
    });
  },
  show: ownPersonId,
});

/**
 * Changes the title of a material of the actor's, or whether it may be published.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND unless it is theirs
 */
export const updateMaterial = verb('updateMaterial', {
  input: updateMaterialInput,
  async run(tx: EventCtx, { materialId, ...input }) {
    const material = await ownMaterial(tx, materialId);
    if (holds(material, input)) return unchanged(null);
    await changeMaterial(tx, materialId, input);
    const { mayPublish } = material;
    return changed({
      audit: {
        subject: { kind: 'Material', id: materialId },
        before: { mayPublish },
        after: { mayPublish: input.mayPublish === undefined ? mayPublish : input.mayPublish },
      },
      topics: [],
      result: null,
    });
  },
});

/**
 * Takes a material of the actor's away, and its file within a day.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND unless it is theirs
 */
export const removeMaterial = verb('removeMaterial', {
  input: removeMaterialInput,
  async run(tx: EventCtx, { materialId }) {
    const { storageKey, sha256 } = await ownMaterial(tx, materialId);
    await deleteMaterial(tx, materialId);
    await dropUpload(tx, storageKey);
    return changed({
      audit: { subject: { kind: 'Material', id: materialId }, before: { sha256 } },
      topics: [],
      result: null,
    });
  },
});

async function ownMaterial(tx: EventCtx, materialId: string): Promise<Material> {
  const personId = await ownPersonId(tx);
  const material = await findMaterial(tx, materialId);
  if (material?.personId !== personId) throw notFound('Material');
  return material;
}
