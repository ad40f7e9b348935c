import { findOwnPersonId } from '@plenary/event';
import { isId, notFound, type EventCtx } from '@plenary/platform';
import { isAllowed } from '@plenary/platform/access';
import { publicRelease, releaseFor, type ShownRelease } from '@plenary/program';
import { findMaterial, type Material } from '../data/materials.js';
import { findPhotograph, type Photograph } from '../data/photographs.js';
import { ownPersonId } from './own-person.js';

/** Whether the actor is staff of the event, or the person themselves. */
async function isStaffOrSelf(ctx: EventCtx, personId: string): Promise<boolean> {
  return isAllowed(ctx.actor, 'event.view', ctx.event.id) || (await findOwnPersonId(ctx)) === personId;
}

/**
 * A material, for staff and for its owner.
 * @throws {Refusal} NOT_FOUND for anybody else, as for one that never was
 */
export async function findMaterialFile(ctx: EventCtx, id: string): Promise<Material> {
  const material = isId(id) ? await findMaterial(ctx, id) : null;
  if (material === null || !(await isStaffOrSelf(ctx, material.personId))) throw notFound('Material');
  return material;
}

/**
 * The photograph of a person: for staff and themselves, and if they agree to it for whoever sees them in the released
 * program.
 * @throws {Refusal} NOT_FOUND for one that there is not, or not to see
 */
export async function findShownPhotograph(
  ctx: EventCtx,
  personId: string,
): Promise<{ readonly photograph: Photograph; readonly isPublic: boolean }> {
  const photograph = isId(personId) ? await findPhotograph(ctx, personId) : null;
  if (photograph === null) throw notFound('Photograph');
  if (isShownIn(await publicRelease(ctx.services, ctx.event, null), personId))
    return { photograph, isPublic: true };
  if (isShownIn(await releaseFor(ctx, null), personId) || (await isStaffOrSelf(ctx, personId)))
    return { photograph, isPublic: false };
  throw notFound('Photograph');
}

/**
 * One's own photograph.
 * @throws {Refusal} NOT_FOUND without one, or without a part in the event
 */
export async function findOwnPhotograph(ctx: EventCtx): Promise<Photograph> {
  const photograph = await findPhotograph(ctx, await ownPersonId(ctx));
  if (photograph === null) throw notFound('Photograph');
  return photograph;
}

function isShownIn(release: ShownRelease | null, personId: string): boolean {
  const isNamed = release?.program.people.some(({ id }) => id === personId) ?? false;
  return isNamed && release?.said?.profiles.get(personId)?.hasPhotograph === true;
}
