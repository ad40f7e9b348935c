import type { EventCtx } from '@plenary/platform';
import type { MaterialKind } from '../domain/own-part.js';

/** A speaker's file for a session. */
export interface Material {
  readonly id: string;
  readonly sessionId: string;
  readonly personId: string;
  readonly kind: MaterialKind;
  readonly title: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly storageKey: string;
  /** Null until its owner has answered. */
  readonly mayPublish: boolean | null;
  readonly createdAt: Date;
}

const omitted = { eventId: true } as const;

/** The materials of the event, or of one person in it, the last first. */
export async function listMaterials(
  ctx: EventCtx,
  personId: string | null,
  limit: number,
): Promise<Material[]> {
  return ctx.db.material.findMany({
    where: { eventId: ctx.event.id, ...(personId === null ? {} : { personId }) },
    omit: omitted,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

export async function findMaterial(ctx: EventCtx, id: string): Promise<Material | null> {
  return ctx.db.material.findUnique({ where: { eventId_id: { eventId: ctx.event.id, id } }, omit: omitted });
}

export async function countMaterials(ctx: EventCtx, personId: string): Promise<number> {
  return ctx.db.material.count({ where: { eventId: ctx.event.id, personId } });
}

/** @returns its id */
export async function insertMaterial(
  ctx: EventCtx,
  material: Omit<Material, 'id' | 'createdAt'>,
): Promise<string> {
  const { id } = await ctx.db.material.create({
    data: { ...material, eventId: ctx.event.id, createdAt: ctx.services.clock.now() },
    select: { id: true },
  });
  return id;
}

export async function changeMaterial(
  ctx: EventCtx,
  id: string,
  values: { readonly title?: string | undefined; readonly mayPublish?: boolean | null | undefined },
): Promise<void> {
  await ctx.db.material.update({
    where: { eventId_id: { eventId: ctx.event.id, id } },
    data: { ...values },
    select: { id: true },
  });
}

export async function deleteMaterial(ctx: EventCtx, id: string): Promise<void> {
  await ctx.db.material.delete({
    where: { eventId_id: { eventId: ctx.event.id, id } },
    select: { id: true },
  });
}
