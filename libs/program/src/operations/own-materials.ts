import { recordAudit } from '@plenary/audit';
import { ownPersonId } from '@plenary/event';
import { Refusal, badInput, clientKey, id, notFound, parse, type EventCtx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { once } from '@plenary/platform/idempotency';
import { dropUpload, useUpload } from '@plenary/platform/storage';
import { plainText } from '@plenary/platform/texts';
import { z } from 'zod';
import {
  appearsIn,
  changeMaterial,
  countMaterials,
  deleteMaterial,
  findMaterial,
  insertMaterial,
  type Material,
} from '../data/materials.js';
import { materialKind } from '../domain/own-part.js';

/** More than anybody shows. */
const mostMaterials = 50;

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
        'An upload of the purpose `material`: a PDF, PPTX, DOCX, JPEG or PNG of at most 50 MB, without macros.',
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
export async function addMaterial(ctx: EventCtx, values: unknown): Promise<void> {
  const { clientKey: key, ...input } = parse(addMaterialInput, values);
  await inTransaction(ctx, async (tx) => {
    const personId = await ownPersonId(tx);
    await once(tx, 'addMaterial', key, [tx.event.id, input], async () => {
      if (!(await appearsIn(tx, personId, input.sessionId)))
        throw badInput([{ path: 'sessionId', message: 'must be a session in which you appear' }]);
      if ((await countMaterials(tx, personId)) >= mostMaterials)
        throw new Refusal('CONFLICT', `A person has at most ${String(mostMaterials)} materials in an event.`);
      const { mediaType, bytes, sha256, storageKey } = await useUpload(tx, input.uploadId, 'material');
      const { sessionId, kind, title: name, mayPublish = null } = input;
      const file = { mediaType, bytes, sha256, storageKey };
      const added = await insertMaterial(tx, { sessionId, personId, kind, title: name, mayPublish, ...file });
      const subject = { kind: 'Material', id: added };
      recordAudit(tx, { action: 'addMaterial', subject, after: { sessionId, sha256, mayPublish } });
      return added;
    });
  });
}

/**
 * Changes the title of a material of the actor's, or whether it may be published.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND unless it is theirs
 */
export async function updateMaterial(ctx: EventCtx, values: unknown): Promise<void> {
  const { materialId, ...input } = parse(updateMaterialInput, values);
  await inTransaction(ctx, async (tx) => {
    const { mayPublish } = await ownMaterial(tx, materialId);
    await changeMaterial(tx, materialId, input);
    recordAudit(tx, {
      action: 'updateMaterial',
      subject: { kind: 'Material', id: materialId },
      before: { mayPublish },
      after: { mayPublish: input.mayPublish === undefined ? mayPublish : input.mayPublish },
    });
  });
}

/**
 * Takes a material of the actor's away, and its file within a day.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND unless it is theirs
 */
export async function removeMaterial(ctx: EventCtx, values: unknown): Promise<void> {
  const { materialId } = parse(removeMaterialInput, values);
  await inTransaction(ctx, async (tx) => {
    const { storageKey, sha256 } = await ownMaterial(tx, materialId);
    await deleteMaterial(tx, materialId);
    await dropUpload(tx, storageKey);
    recordAudit(tx, {
      action: 'removeMaterial',
      subject: { kind: 'Material', id: materialId },
      before: { sha256 },
    });
  });
}

async function ownMaterial(tx: EventCtx, materialId: string): Promise<Material> {
  const personId = await ownPersonId(tx);
  const material = await findMaterial(tx, materialId);
  if (material?.personId !== personId) throw notFound('Material');
  return material;
}
