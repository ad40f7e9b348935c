import type { Ctx } from '../ctx.js';

const hour = 3_600_000;

/** How long the platform keeps what it needs no more. */
const kept = {
  /** Of an upload that nothing used, and of a client key (design: contract.md, safety.md 11). */
  unused: 24 * hour,
  /** Of a place for an upload on its way: long over, where a process was killed. */
  place: hour,
  /** Of work that is done: long enough to look into what happened. */
  doneWork: 30 * 24 * hour,
} as const;

/** Deletes uploads that nothing used, with their files, places held for uploads, client keys, and the record of work done long ago. */
export async function forgetOldWork(ctx: Ctx): Promise<void> {
  const now = ctx.services.clock.now().getTime();
  const before = (age: number): Date => new Date(now - age);
  await ctx.db.clientKey.deleteMany({ where: { createdAt: { lt: before(kept.unused) } } });
  await ctx.db.outbox.deleteMany({ where: { doneAt: { lt: before(kept.doneWork) } } });
  await ctx.db.uploadReservation.deleteMany({ where: { createdAt: { lt: before(kept.place) } } });
  const uploads = await ctx.db.upload.findMany({
    where: { usedAt: null, createdAt: { lt: before(kept.unused) } },
    select: { id: true, storageKey: true },
  });
  for (const { id, storageKey } of uploads) {
    // The file first: a row without one is deleted at the next run, a file without a row never.
    await ctx.services.storage.delete(storageKey);
    await ctx.db.upload.deleteMany({ where: { id, usedAt: null } });
  }
}
