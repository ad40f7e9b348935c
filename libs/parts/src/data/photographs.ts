import type { EventCtx } from '@plenary/platform';

/** The picture of a person, in the storage of files. */
export interface Photograph {
  readonly mediaType: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly storageKey: string;
}

const kept = { mediaType: true, bytes: true, sha256: true, storageKey: true } as const;

export async function findPhotograph(ctx: EventCtx, personId: string): Promise<Photograph | null> {
  const where = { eventId_personId: { eventId: ctx.event.id, personId } };
  return ctx.db.photograph.findUnique({ where, select: kept });
}

export async function savePhotograph(
  ctx: EventCtx,
  personId: string,
  { mediaType, bytes, sha256, storageKey }: Photograph,
): Promise<void> {
  const eventId = ctx.event.id;
  const data = { mediaType, bytes, sha256, storageKey, createdAt: ctx.services.clock.now() };
  await ctx.db.photograph.upsert({
    where: { eventId_personId: { eventId, personId } },
    create: { eventId, personId, ...data },
    update: data,
  });
}

export async function deletePhotograph(ctx: EventCtx, personId: string): Promise<void> {
  await ctx.db.photograph.deleteMany({ where: { eventId: ctx.event.id, personId } });
}
